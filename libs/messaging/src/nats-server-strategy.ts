import { context, propagation } from '@opentelemetry/api';
import { ServerNats } from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from 'nats';
import { jsonText } from './json-text';

const ENCODER = new TextEncoder();

/**
 * Nest's NATS transporter on the process's own connection. Continues the caller's trace, and counts what is in
 * flight, so that a service that stops answers what it has taken (facts/stack.md, "All services in one process").
 */
export class NatsServerStrategy extends ServerNats {
  private readonly active = new Set<Promise<void>>();
  private open: Subscription[] = [];

  /** @param queue replicas of a service share its requests. */
  constructor(
    private readonly connection: NatsConnection,
    private readonly queue: string,
  ) {
    super({ serializer: { serialize: (packet: unknown) => ({ data: ENCODER.encode(jsonText(packet)) }) } });
  }

  override bindEvents(client: NatsConnection): void {
    for (const channel of this.messageHandlers.keys())
      this.open.push(
        client.subscribe(channel, {
          queue: this.queue,
          callback: (_error, message) => void this.handleMessage(channel, message),
        }),
      );
  }

  override createNatsClient(): Promise<NatsConnection> {
    return Promise.resolve(this.connection);
  }

  /** The connection's owner watches its state. */
  override handleStatusUpdates(): Promise<void> {
    return Promise.resolve();
  }

  override async handleMessage(channel: string, message: Msg): Promise<void> {
    const traceparent = message.headers?.get('traceparent');
    const parent = traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();
    const handled = context.with(parent, () => super.handleMessage(channel, message)) as Promise<void>;
    this.active.add(handled);
    try {
      await handled;
    } finally {
      this.active.delete(handled);
    }
  }

  /** Takes no more requests and waits for those in hand, at the most until the limit. The connection stays open. */
  async drain(limitMilliseconds: number): Promise<void> {
    for (const subscription of this.open) subscription.unsubscribe();
    this.open = [];
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMilliseconds);
    });
    await Promise.race([Promise.allSettled([...this.active]), limit]);
    clearTimeout(timer);
  }

  override async close(): Promise<void> {
    await this.drain(0);
  }
}
