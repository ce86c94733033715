// deletions.requests.ts — a person is deleted: here at once, in the other services by a process that says how far it is.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { revokeFamiliesOf } from '../sessions/sessions.rows';
import { findSubscriber, type SubscriberRow } from '../subscribers/subscribers.rows';
import { Subscribers, type SubscriberChange } from '../subscribers/subscribers';
import { DeletionProcess, FORGETFUL } from './deletion-process';
import { findDeletion, insertDeletion, type DeletionRow } from './deletions.rows';
import { findKnownPerson, forgetSubscriber } from './known-person.rows';

type Methods = typeof AuthOtp.method;
type DeletionReply = ReplyOf<Methods['previewDeletion']>;
type DeletePerson = RequestOf<Methods['deletePerson']>;

const CONFIRMED_CHARACTERS = 4;
/** What an operator types, so that nobody is deleted by a slip: the end of the number, without one that of the id. */
const confirmationOf = ({ phone, id }: SubscriberRow): string => (phone ?? id).slice(-CONFIRMED_CHARACTERS);

@Controller()
export class DeletionRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    private readonly process: DeletionProcess,
  ) {}

  @Answers(AuthOtp.method.previewDeletion)
  async previewDeletion({ subscriberId }: RequestOf<Methods['previewDeletion']>): Promise<DeletionReply> {
    const { id } = await this.subscriber(subscriberId);
    const deletion = await findDeletion(this.pool, id);
    if (deletion) return replyOf(deletion);
    return { subscriberId: id, hindrances: await this.process.hindrances(id), waiting: [] };
  }

  @Answers(AuthOtp.method.deletePerson)
  async deletePerson(request: DeletePerson): Promise<DeletionReply> {
    const subscriber = await this.subscriber(request.subscriberId);
    if (!(await findDeletion(this.pool, subscriber.id))) await this.delete(subscriber, request);
    const deletion = await findDeletion(this.pool, subscriber.id);
    if (!deletion) throw new Error('a deletion was stored and is not there');
    await this.process.run(deletion);
    return replyOf((await findDeletion(this.pool, subscriber.id)) ?? deletion);
  }

  private async delete(
    subscriber: SubscriberRow,
    { commandId, actor, reason, confirmation, forfeitQuota }: DeletePerson,
  ): Promise<void> {
    if (reason.trim() === '') throw new RefusalError('AUTH.REASON_MISSING');
    if (confirmation.trim().toLowerCase() !== confirmationOf(subscriber))
      throw new RefusalError('AUTH.CONFIRMATION_WRONG');
    const open = (await this.process.hindrances(subscriber.id)).map(({ kind = '' }) => kind);
    const hindrances = open.filter((kind) => kind !== 'quota' || !forfeitQuota);
    if (hindrances.length > 0) throw new RefusalError('AUTH.DELETION_HINDERED', { hindrances });
    // No words in what is compared: a command is remembered for longer than the person.
    const cause = { commandId, actor, content: { deletes: subscriber.id, forfeitQuota } };
    await this.subscribers.once(subscriber.id, cause, (change) =>
      inTransaction(this.pool, async (client) => {
        const command = { type: 'ForgetPerson', at: toInstant(this.clock.now()) } as const;
        this.subscribers.decide(change, command, cause);
        await this.forget(client, change, { actor, reason });
        await this.subscribers.append(client, change, cause);
      }),
    );
  }

  /** In the transaction of the event: with it the number is free, and nothing here says whose it was. */
  private async forget(
    client: PoolClient,
    { id }: SubscriberChange,
    { actor, reason }: { readonly actor: string; readonly reason: string },
  ): Promise<void> {
    const person = await findKnownPerson(client, id);
    if (!person) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    const { phones, macs } = person;
    const at = this.clock.now();
    await revokeFamiliesOf(client, id, at);
    await forgetSubscriber(client, person);
    await insertDeletion(client, {
      ...{ subscriber_id: id, asked_at: at, actor, reason: reason.trim() },
      ...{ phones, macs, waiting: FORGETFUL },
    });
  }

  private async subscriber(subscriberId: string): Promise<SubscriberRow> {
    const row = isUuid(subscriberId) ? await findSubscriber(this.pool, subscriberId) : null;
    if (!row) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return row;
  }
}

const replyOf = ({ subscriber_id, asked_at, waiting, done_at }: DeletionRow): DeletionReply => ({
  ...{ subscriberId: subscriber_id, hindrances: [], waiting: [...waiting], askedAt: toInstant(asked_at) },
  ...(done_at ? { doneAt: toInstant(done_at) } : {}),
});
