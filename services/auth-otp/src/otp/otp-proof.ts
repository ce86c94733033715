// otp-proof.ts — what a typed code is worth, counted in the transaction that uses it.
import { Inject, Injectable } from '@nestjs/common';
import { ok, refused, toInstant, type Clock, type Result } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import type { PoolClient } from 'pg';
import {
  challengeState,
  consumeChallenges,
  countFailedTry,
  openChallenges,
  type ChallengeRow,
} from './challenges.rows';
import { KeyedDigests, sameDigest } from '../secrets';
import { checkCode, type CodeRefusal } from './domain/otp-challenge';

export type ProvedCode = { readonly challengeIds: readonly string[] };

@Injectable()
export class OtpProof {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly digests: KeyedDigests,
  ) {}

  /**
   * Behind the lock of the phone. A failed try is counted by a commit, so its refusal comes back as a value.
   * @param mayMatch false: no code is right, because none was sent.
   */
  async prove(
    client: PoolClient,
    challenge: ChallengeRow,
    code: string,
    mayMatch = true,
  ): Promise<Result<ProvedCode, CodeRefusal>> {
    const at = this.clock.now();
    const state = await challengeState(client, challenge, at);
    if (!state) return refused('AUTH.OTP_EXPIRED');
    // A message may come late: every code that was sent here for the same end and can still be typed is right.
    const siblings = await openChallenges(client, challenge, at);
    const typedDigest = this.digestOf(challenge, code);
    const isRepeated = state.wrongCodes.includes(typedDigest);
    const matches =
      mayMatch && [challenge, ...siblings].some((one) => sameDigest(this.digestOf(one, code), one.code_hmac));
    const checked = checkCode(state, { matches, isRepeated, at: toInstant(at) });
    if (checked.ok) return ok({ challengeIds: [challenge.id, ...siblings.map(({ id }) => id)] });
    if (checked.refusal.code === 'AUTH.OTP_WRONG' && !isRepeated)
      await countFailedTry(client, challenge.id, typedDigest);
    // The last try is over: to type on makes no sense.
    return checked.refusal.details?.['triesLeft'] === 0 ? refused('AUTH.OTP_DEAD') : checked;
  }

  async consume(client: PoolClient, { challengeIds }: ProvedCode, at: Date): Promise<void> {
    await consumeChallenges(client, challengeIds, at);
  }

  private digestOf({ id, phone }: ChallengeRow, code: string): string {
    return this.digests.ofCode(id, phone, code);
  }
}
