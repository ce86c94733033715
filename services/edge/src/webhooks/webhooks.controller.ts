import { createHash } from 'node:crypto';
import { create, toJsonString, type MessageInitShape } from '@bufbuild/protobuf';
import {
  Controller,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  type RawBodyRequest,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError, traceHeaders, UnavailableError } from '@saring/messaging';
import { CLOCK, NATS } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NatsError, type NatsConnection } from 'nats';
import { FromMachine } from '../http/csrf';
import { PluginCallbacks, signedHeaders } from './plugin-callbacks';

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
    private readonly plugins: PluginCallbacks,
  ) {}

  @Post('midtrans')
  @FromMachine()
  @HttpCode(200)
  @Header('content-type', 'application/json')
  async midtrans(@Req() request: RawBodyRequest<FastifyRequest>): Promise<string> {
    const body = request.rawBody;
    if (!body?.length) throw new RefusalError('REQUEST.MALFORMED');
    await this.store(request, { gateway: 'midtrans', body }, body);
    return '{}';
  }

  /** Of a vendor that a plugin speaks to. Its proof may be in the headers, so those are stored, too. */
  @Post('plugins/:plugin')
  @FromMachine()
  @HttpCode(200)
  async plugin(
    @Param('plugin') plugin: string,
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const body = request.rawBody;
    if (!body?.length) throw new RefusalError('REQUEST.MALFORMED');
    const said = await this.plugins.acknowledgementOf(plugin);
    const headers = signedHeaders(request.headers);
    // The same body with another proof is another notice: a forged one must not hide the true one.
    await this.store(request, { gateway: 'plugin', plugin, headers, body }, [plugin, headers, body]);
    void reply.header('content-type', said.contentType);
    return said.body;
  }

  /**
   * The same notice within the stream's window is stored once.
   * @param same of what a notice is the same. @throws UnavailableError while NATS is away.
   */
  private async store(
    request: FastifyRequest,
    notice: MessageInitShape<typeof WebhookReceivedSchema> & { readonly gateway: string },
    same: Buffer | readonly unknown[],
  ): Promise<void> {
    const receivedAt = toInstant(this.clock.now());
    const contentType = request.headers['content-type'] ?? '';
    const stored = create(WebhookReceivedSchema, { ...notice, contentType, receivedAt });
    const subject = webhookSubject(notice.gateway);
    const msgID = createHash('sha256')
      .update(Buffer.isBuffer(same) ? same : JSON.stringify(same))
      .digest('hex');
    try {
      await this.nats.jetstream().publish(subject, toJsonString(WebhookReceivedSchema, stored), {
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
