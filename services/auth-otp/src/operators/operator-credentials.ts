// operator-credentials.ts — what an operator proves themselves by, and what wrong tries cost.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type Logger, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findOperatorByLogin, saveTotpStep, type OperatorRow } from './operators.rows';
import { OperatorTries } from './operator-tries';
import type { Trier } from './operator-tries.rows';
import { API_KEY_PREFIX, findOperatorOfKey, findOperatorOfSession } from './operator-tokens.rows';
import { LONGEST_PASSWORD, passwordMatches } from './passwords';
import { hashToken, KeyedDigests } from '../secrets';
import { recoveryCodeIn } from './domain/recovery-code';
import { takeRecoveryCode } from './recovery-codes.rows';
import { TotpSecrets } from './totp';
import { permissionsOf } from './domain/permissions';

/** An operator as a token holds them: a key may do less than its operator. */
type Holder = OperatorRow & {
  readonly scopes?: readonly string[];
  readonly keyId?: string;
  readonly keyExpiresAt?: Date | null;
};

export const operatorReply = (holder: Holder) => ({
  operatorId: holder.id,
  email: holder.email,
  name: holder.name,
  role: holder.role,
  permissions: permissionsOf(holder.role, holder.must_change_password).filter(
    (permission) => holder.scopes === undefined || holder.scopes.includes(permission),
  ),
  mustChangePassword: holder.must_change_password,
  totp: holder.totp_confirmed,
  passkeys: holder.passkeys,
  recoveryCodes: holder.recovery_codes,
  ...(holder.phone === null ? {} : { phone: holder.phone }),
  messages: [...holder.messages],
  messagesSite: holder.messages_site,
  locale: holder.locale,
  ...(holder.bot_phone === null || holder.bot_until === null
    ? {}
    : { botPhone: holder.bot_phone, botUntil: holder.bot_until.toISOString() }),
  ...(holder.keyId === undefined ? {} : { apiKeyId: holder.keyId }),
});

const WRONG: Refusal = { code: 'AUTH.OPERATOR_WRONG' };
type Login = { readonly email: string; readonly phone: string | null };
/** `totp` null: the password alone is asked for. */
type Proof = { readonly password: string; readonly totp: string | null };

@Injectable()
export class OperatorCredentials {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly totpSecrets: TotpSecrets,
    private readonly tries: OperatorTries,
    private readonly digests: KeyedDigests,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws RefusalError AUTH.OPERATOR_UNAUTHENTICATED for a token that is unknown or has ended. */
  async holderOf(token: string, on: Queryable = this.pool): Promise<Holder> {
    const find = token.startsWith(`${API_KEY_PREFIX}_`) ? findOperatorOfKey : findOperatorOfSession;
    const holder = await find(on, token, this.clock.now());
    if (!holder) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    return holder;
  }

  /**
   * As `holderOf`, but a key of a script may not change what its operator logs in by, and a one-time password, which
   * others may have read, opens nothing but its own change.
   * @throws RefusalError AUTH.OPERATOR_UNAUTHENTICATED, AUTH.PASSWORD_CHANGE_REQUIRED
   */
  async sessionHolderOf(token: string): Promise<OperatorRow> {
    const holder = await this.passwordHolderOf(token);
    if (holder.must_change_password) throw new RefusalError('AUTH.PASSWORD_CHANGE_REQUIRED');
    return holder;
  }

  /** Of a session that may have been opened by a one-time password. */
  async passwordHolderOf(token: string): Promise<OperatorRow> {
    if (token.startsWith(`${API_KEY_PREFIX}_`)) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    return this.holderOf(token);
  }

  /**
   * A try is counted before it is looked at, so that no transaction waits for a slow hash. An unknown name is counted,
   * locked and hashed alike.
   * @throws RefusalError AUTH.OPERATOR_WRONG, AUTH.OPERATOR_LOCKED, AUTH.TOTP_…, AUTH.LOGIN_BUSY
   */
  async prove(login: Login, proof: Proof, addressKey: string): Promise<OperatorRow> {
    const operator = await findOperatorByLogin(this.pool, login.email, login.phone);
    const trier = { account: operator?.id ?? `nobody:${hashToken(login.phone ?? login.email)}`, addressKey };
    await this.tries.take(trier);
    const password = proof.password.slice(0, LONGEST_PASSWORD);
    const matches = await this.matches(trier, password, operator?.password_hash ?? null);
    const refusal = !operator || !matches ? WRONG : await this.secondRefusal(operator, proof.totp);
    // A missing second factor is no guess: it counts neither for nor against.
    if (refusal?.code === 'AUTH.TOTP_REQUIRED') await this.tries.giveBack(trier);
    if (refusal || !operator) throw new RefusalError(refusal?.code ?? WRONG.code);
    await this.tries.succeeded(trier);
    const isCodeGone = operator.totp_confirmed && recoveryCodeIn(proof.totp ?? '') !== null;
    return { ...operator, recovery_codes: operator.recovery_codes - (isCodeGone ? 1 : 0) };
  }

  /** The step of a code that is right and new; null otherwise. */
  totpStep(operator: OperatorRow, code: string): number | null {
    const { id, totp_sealed: sealed, totp_last_step: lastStep } = operator;
    return sealed === null ? null : this.totpSecrets.stepOf(id, sealed, code, lastStep, this.clock.now());
  }

  /** A password that was not checked for want of time is not a wrong one. */
  private async matches(trier: Trier, password: string, hash: string | null): Promise<boolean> {
    try {
      return await passwordMatches(password, hash);
    } catch (error) {
      await this.tries.giveBack(trier);
      throw error;
    }
  }

  private async secondRefusal(operator: OperatorRow, totp: string | null): Promise<Refusal | null> {
    if (!operator.totp_confirmed || totp === null) return null;
    if (!totp) return { code: 'AUTH.TOTP_REQUIRED' };
    const recovery = recoveryCodeIn(totp);
    if (recovery !== null) {
      const isGood = await takeRecoveryCode(
        this.pool,
        operator.id,
        this.digests.ofRecovery(operator.id, recovery),
      );
      if (isGood) this.logger.warn({ operatorId: operator.id }, 'an operator signed in with a recovery code');
      return isGood ? null : { code: 'AUTH.TOTP_WRONG' };
    }
    const step = this.totpStep(operator, totp);
    const isNew = step !== null && (await saveTotpStep(this.pool, operator.id, step));
    return isNew ? null : { code: 'AUTH.TOTP_WRONG' };
  }
}
