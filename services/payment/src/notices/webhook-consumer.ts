// webhook-consumer.ts — reads the notices that edge has stored; one is acknowledged when what it led to is stored.
import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { WEBHOOKS_STREAM, WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { sleep } from '@saring/kernel';
import { deadSubject, inSpan, withTraceparent } from '@saring/messaging';
import { LOGGER, NATS, PG_POOL, type Logger } from '@saring/service-kit';
import { AckPolicy, DeliverPolicy, nanos, type Consumer, type JsMsg, type NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { Notices, type NoticeOutcome } from './notices';

export const WEBHOOK_DURABLE = 'payment-midtrans';
const GATEWAY = 'midtrans';
const PULL_MESSAGES = 10;
const PULL_MILLISECONDS = 1_000;
/** What a replica held that was killed comes again then. */
const ACK_WAIT_MILLISECONDS = 30_000;
const CONSUMER_RETRY_MILLISECONDS = 1_000;
/** While the gateway or the database is away a notice comes again, ever later, and is never given up. */
const BACKOFF_MILLISECONDS = [500, 2_000, 10_000, 30_000, 120_000];
/** Failures that are no outage: after so many a notice is set aside among the dead letters. */
const NOTICE_TRIES = 8;

@Injectable()
export class WebhookConsumer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly abort = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly notices: Notices,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.abort.abort();
    await this.ended;
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted && !this.nats.isClosed()) {
      try {
        await this.takeAll(await this.consumer(), signal);
      } catch (error) {
        if (!signal.aborted) this.logger.warn({ error: (error as Error).message }, 'notices wait for NATS');
      }
      await sleep(CONSUMER_RETRY_MILLISECONDS, signal);
    }
  }

  /** Pull by pull: a stop waits for the open one, so that no notice is on its way to somebody who has left. */
  private async takeAll(consumer: Consumer, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pulled = await consumer.fetch({ max_messages: PULL_MESSAGES, expires: PULL_MILLISECONDS });
      for await (const message of pulled) await this.take(message);
    }
  }

  private async consumer(): Promise<Consumer> {
    const manager = await this.nats.jetstreamManager();
    await manager.consumers.add(WEBHOOKS_STREAM, {
      durable_name: WEBHOOK_DURABLE,
      filter_subject: webhookSubject(GATEWAY),
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ACK_WAIT_MILLISECONDS),
    });
    return this.nats.jetstream().consumers.get(WEBHOOKS_STREAM, WEBHOOK_DURABLE);
  }

  private async take(message: JsMsg): Promise<void> {
    const tries = message.info.redeliveryCount;
    try {
      const outcome = await withTraceparent(message.headers?.get('traceparent'), () =>
        inSpan('handle notice', { 'messaging.consumer': WEBHOOK_DURABLE }, () => this.outcomeOf(message)),
      );
      if (outcome === 'done') message.ack();
      else if (outcome === 'poison') await this.setAside(message, 'not a notice');
      else message.nak(backoff(tries));
    } catch (error) {
      await this.afterFailure(message, tries, (error as Error).message);
    }
  }

  private outcomeOf(message: JsMsg): Promise<NoticeOutcome> {
    const body = bodyOf(message);
    return body ? this.notices.handle(body) : Promise.resolve('poison');
  }

  /** A database that is away is no fault of the notice. */
  private async afterFailure(message: JsMsg, tries: number, reason: string): Promise<void> {
    this.logger.warn({ sequence: message.seq, tries, error: reason }, 'a notice could not be handled');
    const isDatabaseThere = await this.pool.query('select 1').then(
      () => true,
      () => false,
    );
    if (isDatabaseThere && tries >= NOTICE_TRIES) await this.setAside(message, reason);
    else message.nak(backoff(tries));
  }

  private async setAside(message: JsMsg, reason: string): Promise<void> {
    this.logger.error({ sequence: message.seq, reason }, 'a notice was set aside among the dead letters');
    const msgID = `${WEBHOOK_DURABLE}/${message.seq}`;
    await this.nats.jetstream().publish(deadSubject(WEBHOOK_DURABLE), message.data, { msgID });
    // Without a reason: NATS 2.9 does not know a `+TERM` that gives one, and would deliver the notice again.
    message.term();
  }
}

const backoff = (tries: number): number =>
  BACKOFF_MILLISECONDS[Math.min(Math.max(tries, 1), BACKOFF_MILLISECONDS.length) - 1] ?? 0;

/** The bytes as the gateway sent them; null: nothing that edge stores. */
const bodyOf = (message: JsMsg): Uint8Array | null => {
  try {
    return fromJson(WebhookReceivedSchema, message.json<JsonValue>(), { ignoreUnknownFields: true }).body;
  } catch {
    return null;
  }
};
