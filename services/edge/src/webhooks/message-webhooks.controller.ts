// message-webhooks.controller.ts — what people write to us, and what becomes of what we wrote: stored by notification before
// it is answered. Who sent it is proved there.
import {
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  type RawBodyRequest,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Notification } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { FromMachine } from '../http/csrf';
import { field, type Fields } from '../http/page-forms';

/** Vendors want their answer within seconds; what is not stored by then they send again. */
const STORED_MILLISECONDS = 3_500;
const CHANNEL = /^[a-z]{1,20}$/;
/** What a vendor proves itself by. */
const PROVING_HEADERS = ['content-type', 'x-hub-signature-256', 'x-webhook-hmac'];
const WORD_CHARACTERS = 300;

@ApiExcludeController()
@Controller('webhooks/messages')
export class MessageWebhooksController {
  constructor(private readonly messenger: Messenger) {}

  @Post([':channel', ':channel/:key'])
  @FromMachine()
  @HttpCode(200)
  @Header('content-type', 'application/json')
  async receive(
    @Param('channel') channel: string,
    @Param('key') key: string | undefined,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<string> {
    const body = request.rawBody;
    if (!body?.length || !CHANNEL.test(channel)) throw new RefusalError('REQUEST.MALFORMED');
    const headers = Object.fromEntries(
      PROVING_HEADERS.map((name) => [name, String(request.headers[name] ?? '').slice(0, WORD_CHARACTERS)]),
    );
    const webhook = { channel, key: (key ?? '').slice(0, WORD_CHARACTERS), headers, body };
    await this.messenger.request(Notification.method.receiveWebhook, webhook, STORED_MILLISECONDS);
    return '{}';
  }

  /** Meta asks once whether the address is ours. */
  @Get(':channel')
  @Header('content-type', 'text/plain')
  async confirm(@Param('channel') channel: string, @Query() query: Fields): Promise<string> {
    if (!CHANNEL.test(channel)) throw new RefusalError('REQUEST.MALFORMED');
    const word = (name: string) => field(query, name).slice(0, WORD_CHARACTERS);
    const asked = {
      channel,
      ...{ mode: word('hub.mode'), token: word('hub.verify_token'), challenge: word('hub.challenge') },
    };
    return (await this.messenger.request(Notification.method.confirmWebhook, asked)).challenge;
  }
}
