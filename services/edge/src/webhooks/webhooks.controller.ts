import { createHash } from 'node:crypto';
import { create, toJsonString } from '@bufbuild/protobuf';
import { Controller, Header, HttpCode, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError, traceHeaders, UnavailableError } from '@saring/messaging';
import { CLOCK, NATS } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { NatsError, type NatsConnection } from 'nats';
import { FromMachine } from '../http/csrf';

/** Gateways want their answer within 5 s; what is not stored by then they send again. */
const STORED_MILLISECONDS = 3_500;

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
