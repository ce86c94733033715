import { createHash } from 'node:crypto';
import { create, toJsonString } from '@bufbuild/protobuf';
import { Controller, Header, HttpCode, Inject, Param, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Notification, WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, traceHeaders, UnavailableError } from '@saring/messaging';
import { CLOCK, NATS } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { NatsError, type NatsConnection } from 'nats';
import { FromMachine } from '../http/csrf';

/** Gateways want their answer within 5 s; what is not stored by then they send again. */
const STORED_MILLISECONDS = 3_500;

const CHANNEL = /^[a-z]{1,20}$/;
/** What a vendor proves itself by. */
const PROVING_HEADERS = [
  'content-type',
  'x-hub-signature-256',
  'x-webhook-hmac',
  'x-telegram-bot-api-secret-token',
];
const HEADER_CHARACTERS = 300;

/**
 * Notices of gateways. A notice is answered once JetStream has stored it and not before, and looked at by payment
 * later: it counts on nothing else than NATS. Who sent it is proved by its signature, there.
 */
@ApiExcludeController()
@Controller('webhooks')
export class WebhooksController {
  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
  ) {}

  @Post('midtrans')
  @FromMachine()
  @HttpCode(200)
  @Header('content-type', 'application/json')
  async midtrans(@Req() request: RawBodyRequest<FastifyRequest>): Promise<string> {
    const body = request.rawBody;
    if (!body?.length) throw new RefusalError('REQUEST.MALFORMED');
    await this.store('midtrans', body, request.headers['content-type'] ?? '');
    return '{}';
  }

  /** What people write to us, and what becomes of what we wrote: stored by notification before it is answered. */
  @Post(['messages/:channel', 'messages/:channel/:key'])
  @FromMachine()
  @HttpCode(200)
  @Header('content-type', 'application/json')
  async message(
    @Param('channel') channel: string,
    @Param('key') key: string | undefined,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<string> {
    const body = request.rawBody;
    if (!body?.length || !CHANNEL.test(channel)) throw new RefusalError('REQUEST.MALFORMED');
    const headers = Object.fromEntries(
      PROVING_HEADERS.map((name) => [name, String(request.headers[name] ?? '').slice(0, HEADER_CHARACTERS)]),
    );
    const webhook = { channel, key: (key ?? '').slice(0, HEADER_CHARACTERS), headers, body };
    await this.messenger.request(Notification.method.receiveWebhook, webhook, STORED_MILLISECONDS);
    return '{}';
  }

  /** The same notice within the stream's window is stored once. @throws UnavailableError while NATS is away. */
  private async store(gateway: string, body: Buffer, contentType: string): Promise<void> {
    const receivedAt = toInstant(this.clock.now());
    const notice = create(WebhookReceivedSchema, { gateway, body, contentType, receivedAt });
    const subject = webhookSubject(gateway);
    const msgID = createHash('sha256').update(body).digest('hex');
    try {
      await this.nats.jetstream().publish(subject, toJsonString(WebhookReceivedSchema, notice), {
        msgID,
        headers: traceHeaders(),
        timeout: STORED_MILLISECONDS,
      });
    } catch (error) {
      if (error instanceof NatsError) throw new UnavailableError(subject, error.code);
      throw error;
    }
  }
}
