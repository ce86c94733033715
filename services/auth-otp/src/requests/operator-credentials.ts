import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  API_KEY_PREFIX,
  findOperatorOfKey,
  findOperatorOfSession,
  saveLoginOutcome,
  saveTotpStep,
  type OperatorRow,
} from '../adapters/postgres/operators';
import { LONGEST_PASSWORD, passwordMatches } from '../adapters/passwords';
import { TotpSecrets } from '../adapters/totp';
import { lockoutSeconds, mayTryPassword } from '../domain/operator-lockout';
import { permissionsOf } from '../domain/permissions';

export const operatorReply = (row: OperatorRow) => ({
  operatorId: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  permissions: [...permissionsOf(row.role, row.must_change_password)],
  mustChangePassword: row.must_change_password,
  totp: row.totp_confirmed,
});

const WRONG: Refusal = { code: 'AUTH.OPERATOR_WRONG' };
export type Proof = { readonly password: string; readonly totp: string };

/** What an operator proves themselves by, and what wrong tries cost. */
@Injectable()
export class OperatorCredentials {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly totpSecrets: TotpSecrets,
  ) {}

  /** @throws RefusalError AUTH.OPERATOR_UNAUTHENTICATED for a token that is nobody's, or no longer. */
  async holderOf(token: string): Promise<OperatorRow> {
    const find = token.startsWith(`${API_KEY_PREFIX}_`) ? findOperatorOfKey : findOperatorOfSession;
    const operator = await find(this.pool, token, this.clock.now());
    if (!operator) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    return operator;
  }

  /** As `holderOf`, but a key of a script may not change what its operator logs in by. */
  async sessionHolderOf(token: string): Promise<OperatorRow> {
    if (token.startsWith(`${API_KEY_PREFIX}_`)) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    return this.holderOf(token);
  }

  /** Null when the proof is right. Behind the row's lock, so that tries at once are counted one by one. */
  async refusalOf(client: PoolClient, operator: OperatorRow | null, proof: Proof): Promise<Refusal | null> {
    const at = this.clock.now();
    const allowed = mayTryPassword(operator?.locked_until?.toISOString() ?? null, toInstant(at));
    if (!allowed.ok) return allowed.refusal;
    const password = proof.password.slice(0, LONGEST_PASSWORD);
    const matches = await passwordMatches(password, operator?.password_hash ?? null);
    if (!operator) return WRONG;
    const refusal = matches ? await this.secondRefusal(client, operator, proof.totp) : WRONG;
    // Nobody guesses by leaving the second factor out: it counts neither for nor against.
    if (refusal?.code !== 'AUTH.TOTP_REQUIRED') await this.count(client, operator, refusal !== null, at);
    return refusal;
  }

  /** The step of a code that is right and new; null otherwise. */
  totpStep(operator: OperatorRow, code: string): number | null {
    const { id, totp_sealed: sealed, totp_last_step: lastStep } = operator;
    return sealed === null ? null : this.totpSecrets.stepOf(id, sealed, code, lastStep, this.clock.now());
  }

  private async secondRefusal(
    client: PoolClient,
    operator: OperatorRow,
    totp: string,
  ): Promise<Refusal | null> {
    if (!operator.totp_confirmed) return null;
    if (!totp) return { code: 'AUTH.TOTP_REQUIRED' };
    const step = this.totpStep(operator, totp);
    if (step === null) return { code: 'AUTH.TOTP_WRONG' };
    await saveTotpStep(client, operator.id, step);
    return null;
  }

  private async count(client: PoolClient, operator: OperatorRow, isWrong: boolean, at: Date): Promise<void> {
    const failures = isWrong ? operator.failed_logins + 1 : 0;
    const closedSeconds = lockoutSeconds(failures);
    const lockedUntil = closedSeconds > 0 ? new Date(at.getTime() + closedSeconds * 1000) : null;
    await saveLoginOutcome(client, operator.id, failures, lockedUntil);
  }
}
