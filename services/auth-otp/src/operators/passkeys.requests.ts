// passkeys.requests.ts — the passkeys of an operator: added after one more proof, named, and taken away.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { mayUseChallenge, MOST_PASSKEYS, relyingPartyOf } from './domain/passkey';
import { OperatorCredentials } from './operator-credentials';
import { IN_SESSION } from './operator-logins.requests';
import { insertPasskeyChallenge, takePasskeyChallenge } from './passkey-challenges.rows';
import { additionOptions, provedAddition } from './passkey-proofs';
import {
  deletePasskey,
  insertPasskey,
  listPasskeys,
  lockPasskeys,
  renamePasskey,
  type PasskeyRow,
} from './passkeys.rows';

type Methods = typeof AuthOtp.method;
type PasskeyReply = ReplyOf<Methods['addPasskey']>;

@Controller()
export class PasskeyRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly credentials: OperatorCredentials,
  ) {}

  @Answers(AuthOtp.method.beginPasskey)
  async beginPasskey(request: RequestOf<Methods['beginPasskey']>): Promise<ReplyOf<Methods['beginPasskey']>> {
    const rpId = relyingPartyOf(request.origin);
    if (!rpId.ok) throw new RefusalError(rpId.refusal.code);
    const { email } = await this.credentials.sessionHolderOf(request.token);
    const proof = { password: request.password, totp: request.totp };
    const operator = await this.credentials.prove({ email, phone: null }, proof, IN_SESSION);
    // A one-time password opens nothing but its own change.
    if (operator.must_change_password) throw new RefusalError('AUTH.PASSWORD_CHANGE_REQUIRED');
    const existing = await listPasskeys(this.pool, operator.id);
    checkRoom(existing);
    const { challenge, optionsJson } = await additionOptions(rpId.value, operator, existing);
    const challengeId = await insertPasskeyChallenge(
      this.pool,
      {
        ...{ challenge, purpose: 'add', operatorId: operator.id, origin: request.origin },
        addressKey: IN_SESSION,
      },
      this.clock.now(),
    );
    return { challengeId, optionsJson };
  }

  @Answers(AuthOtp.method.addPasskey)
  async addPasskey(request: RequestOf<Methods['addPasskey']>): Promise<PasskeyReply> {
    const { id: operatorId } = await this.credentials.sessionHolderOf(request.token);
    const name = nameIn(request.name);
    const challenge = isUuid(request.challengeId)
      ? await takePasskeyChallenge(this.pool, request.challengeId)
      : null;
    const at = this.clock.now();
    const usable = mayUseChallenge(challenge, { purpose: 'add', operatorId, at: toInstant(at) });
    if (!usable.ok || !challenge) throw new RefusalError('AUTH.PASSKEY_EXPIRED');
    const rpId = relyingPartyOf(challenge.origin);
    const credential = rpId.ok ? await provedAddition(request.proofJson, challenge, rpId.value) : null;
    if (!credential || !rpId.ok) throw new RefusalError('AUTH.PASSKEY_REFUSED');
    const row = await inTransaction(this.pool, async (client) => {
      await lockPasskeys(client, operatorId);
      checkRoom(await listPasskeys(client, operatorId));
      return insertPasskey(client, {
        ...{ ...credential, operator_id: operatorId, rp_id: rpId.value, name, created_at: at },
      });
    });
    if (!row) throw new RefusalError('AUTH.PASSKEY_TAKEN');
    return passkeyReply(row);
  }

  @Answers(AuthOtp.method.listPasskeys)
  async listPasskeys({
    token,
  }: RequestOf<Methods['listPasskeys']>): Promise<ReplyOf<Methods['listPasskeys']>> {
    const { id } = await this.credentials.sessionHolderOf(token);
    return { items: (await listPasskeys(this.pool, id)).map(passkeyReply) };
  }

  @Answers(AuthOtp.method.renamePasskey)
  async renamePasskey({
    token,
    passkeyId,
    name,
  }: RequestOf<Methods['renamePasskey']>): Promise<PasskeyReply> {
    const { id } = await this.credentials.sessionHolderOf(token);
    const row = isUuid(passkeyId) ? await renamePasskey(this.pool, id, passkeyId, nameIn(name)) : null;
    if (!row) throw new RefusalError('AUTH.PASSKEY_UNKNOWN');
    return passkeyReply(row);
  }

  @Answers(AuthOtp.method.removePasskey)
  async removePasskey({
    token,
    passkeyId,
  }: RequestOf<Methods['removePasskey']>): Promise<ReplyOf<Methods['removePasskey']>> {
    const { id } = await this.credentials.sessionHolderOf(token);
    const isRemoved =
      isUuid(passkeyId) &&
      (await inTransaction(this.pool, (client) => deletePasskey(client, id, passkeyId, token)));
    if (!isRemoved) throw new RefusalError('AUTH.PASSKEY_UNKNOWN');
    return {};
  }
}

/** @throws RefusalError AUTH.PASSKEYS_TOO_MANY */
const checkRoom = (existing: readonly PasskeyRow[]): void => {
  if (existing.length >= MOST_PASSKEYS)
    throw new RefusalError('AUTH.PASSKEYS_TOO_MANY', { limit: MOST_PASSKEYS });
};

/** @throws RefusalError AUTH.PASSKEY_NAME_MISSING */
const nameIn = (text: string): string => {
  const name = text.trim();
  if (!name) throw new RefusalError('AUTH.PASSKEY_NAME_MISSING');
  return name;
};

const passkeyReply = (row: PasskeyRow) => ({
  ...{ passkeyId: row.id, name: row.name, createdAt: toInstant(row.created_at), synced: row.synced },
  ...(row.last_used_at ? { lastUsedAt: toInstant(row.last_used_at) } : {}),
  ...(row.suspected_at ? { suspectedAt: toInstant(row.suspected_at) } : {}),
});
