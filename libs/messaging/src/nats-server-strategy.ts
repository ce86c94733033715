// nats-server-strategy.ts — Nest's NATS transporter on the process's own connection.
import { AsyncResource } from 'node:async_hooks';
import { context, propagation } from '@opentelemetry/api';
import { NatsContext, ServerNats } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from 'nats';
import { lastValueFrom } from 'rxjs';
import { jsonText } from './json-text';
import type { LocalAnswers } from './local-answers';
import type { Answer } from './local-answers';

const ENCODER = new TextEncoder();

/** The identity of a request packet, or why it is none. */
type Packet = { readonly id: string } | { readonly malformed: string };

/**
 * Continues the caller's trace, and counts what is in flight, so that a service that stops answers what it has taken
 *. Nothing that a stranger sends and nothing that a handler returns
 * leaves a rejection that nobody awaits: that would end the process.
 */
export class NatsServerStrategy extends ServerNats {
  private readonly active = new Set<Promise<unknown>>();
  private open: Subscription[] = [];
  private readonly outside = new AsyncResource('answers');

  /** @param queue replicas of a service share its requests. */
  constructor(
    private readonly connection: NatsConnection,
    private readonly queue: string,
    private readonly local?: LocalAnswers,
  ) {
    super({ serializer: { serialize: (packet: unknown) => ({ data: ENCODER.encode(jsonText(packet)) }) } });
  }

  override bindEvents(client: NatsConnection): void {
    for (const channel of this.messageHandlers.keys()) {
      this.local?.add(channel, (data) => this.answerLocally(channel, data));
      this.open.push(
        client.subscribe(channel, {
          queue: this.queue,
          callback: (error, message) => {
            if (error) return this.logger.error(`subscription ${channel}: ${error.message}`);
            this.handleMessage(channel, message).catch((failure: Error) =>
              this.logger.error(`a request on ${channel}: ${failure.message}`),
            );
          },
        }),
      );
    }
  }

  /** Ready only when the server knows the subscriptions: a request right after the start finds its answerer. */
  override start(callback: (error?: unknown) => void): void {
    this.bindEvents(this.connection);
    this.connection.flush().then(() => callback(), callback);
  }

  override createNatsClient(): Promise<NatsConnection> {
    return Promise.resolve(this.connection);
  }

  /** The connection's owner watches its state. */
  override handleStatusUpdates(): Promise<void> {
    return Promise.resolve();
  }

  /** Never rejects: what fails here is answered where an answer is possible, and logged. */
  override async handleMessage(channel: string, message: Msg): Promise<void> {
    const packet = readPacket(message);
    if ('malformed' in packet) return this.refuse(channel, message, packet.malformed);
    const traceparent = message.headers?.get('traceparent');
    const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
    const handled = context
      .with(parent, () => super.handleMessage(channel, message) as Promise<void>)
      .catch((error: Error) => this.fail(channel, message, packet.id, error));
    this.active.add(handled);
    try {
      await handled;
    } finally {
      this.active.delete(handled);
    }
  }

  /** Outside what the caller runs in, such as a lease: only its trace goes on. */
  private answerLocally(channel: string, data: unknown): Promise<Answer> {
    const parent = context.active();
    const handler = this.messageHandlers.get(channel);
    if (!handler) return Promise.reject(new Error(`nobody answers ${channel}`));
    const answer = this.outside.runInAsyncScope(() =>
      context.with(parent, async () =>
        lastValueFrom(
          this.transformToObservable(
            (await handler(data, new NatsContext([channel, undefined]))) as Promise<Answer>,
          ),
        ),
      ),
    );
    const handled = Promise.allSettled([answer]);
    this.active.add(handled);
    return answer.finally(() => this.active.delete(handled));
  }

  /** A reply that cannot be sent, as one above the server's largest message, becomes a failure that can. */
  override getPublisher(message: Msg, id: string, natsContext: NatsContext): (response: object) => void {
    const publish = super.getPublisher(message, id, natsContext) as (response: object) => void;
    return (response) => {
      try {
        publish(response);
      } catch (error) {
        this.fail(message.subject, message, id, error as Error);
      }
    };
  }

  /**
   * Takes no more requests and waits for those in hand and on their way here, at the most until the limit: what the
   * server has handed to this replica no other one gets. The connection stays open.
   */
  async drain(limitMilliseconds: number): Promise<void> {
    for (const channel of this.messageHandlers.keys()) this.local?.remove(channel);
    const drained = Promise.allSettled(
      this.open.map((one) => (this.connection.isClosed() ? Promise.resolve() : one.drain())),
    );
    this.open = [];
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMilliseconds);
    });
    const answered = drained.then(() => Promise.allSettled([...this.active]));
    await Promise.race([answered, limit]);
    clearTimeout(timer);
  }

  override async close(): Promise<void> {
    await this.drain(0);
  }

  private refuse(channel: string, message: Msg, reason: string): void {
    this.logger.warn(`a malformed request on ${channel}: ${reason}`);
    const response: Answer = { refusal: { code: 'REQUEST.MALFORMED', details: { reason } } };
    this.respond(message, { response, isDisposed: true, id: '' });
  }

  private fail(channel: string, message: Msg, id: string, error: Error): void {
    this.logger.error(`a request on ${channel} could not be answered: ${error.message}`);
    this.respond(message, { err: 'the answerer failed', isDisposed: true, id });
  }

  private respond(message: Msg, packet: object): void {
    try {
      message.respond(ENCODER.encode(jsonText(packet)));
    } catch (error) {
      this.logger.error(`no answer on ${message.subject}: ${(error as Error).message}`);
    }
  }
}

/** A request as Nest's transporter sends it: `{ pattern, data, id }`. */
const readPacket = (message: Msg): Packet => {
  let body: unknown;
  try {
    body = message.json();
  } catch {
    return { malformed: 'the body is not JSON' };
  }
  if (typeof body !== 'object' || body === null || !('id' in body) || typeof body.id !== 'string')
    return { malformed: 'the body is no request: it needs "pattern", "data" and "id"' };
  return { id: body.id };
};
