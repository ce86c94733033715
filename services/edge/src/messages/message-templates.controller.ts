// message-templates.controller.ts — what each kind of message says, in both languages, and whether it is sent.
import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import {
  MessageTemplateSchema,
  Notification,
  PreviewMessageTemplateRequestSchema,
  RestoreMessageTemplateRequestSchema,
  SaveMessageTemplateRequestSchema,
  SwitchMessageKindRequestSchema,
  TemplatePreviewSchema,
  TemplateVersionSchema,
} from '@saring/contracts';
import { LOCALES, type Locale } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf } from '../http/api-route';
import { Field, OptionalField } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { actorOf, commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

class TextBody {
  @Field(SaveMessageTemplateRequestSchema.field.text, { example: 'Sisa kuota Anda {remaining}.' })
  text!: string;

  @OptionalField(SaveMessageTemplateRequestSchema.field.expectedVersion)
  expectedVersion?: number;
}

class RestoreBody {
  @Field(RestoreMessageTemplateRequestSchema.field.version)
  version!: number;

  @OptionalField(RestoreMessageTemplateRequestSchema.field.expectedVersion)
  expectedVersion?: number;
}

class PreviewQuery {
  @Field(PreviewMessageTemplateRequestSchema.field.text, { example: '[[Halo|Hai]], sisa {remaining}.' })
  text!: string;
}

class SwitchBody {
  @Field(SwitchMessageKindRequestSchema.field.on)
  on!: boolean;
}

/** @throws RefusalError REQUEST.NOT_FOUND for a language that no text is in. */
const localeIn = (text: string): Locale => {
  const locale = LOCALES.find((one) => one === text);
  if (!locale) throw new RefusalError('REQUEST.NOT_FOUND');
  return locale;
};

const KIND = ApiParam({ name: 'kind', description: 'The key of the kind', example: 'quota.low' });
const LOCALE = ApiParam({ name: 'locale', enum: LOCALES });

@ApiTags('messages')
@UseGuards(OperatorGuard)
@Controller('api/v1/message-templates')
export class MessageTemplatesController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute(
    'Each kind of message with what it says now, in both languages',
    listOf(MessageTemplateSchema, 'the kinds of messages'),
  )
  @Get()
  @Permit('messages:read')
  async list() {
    const { items } = await this.messenger.request(Notification.method.listMessageTemplates, {});
    return { items: items.map(plain) };
  }

  /** Codes, money and what guards an account cannot be switched off (`NOTIFICATION.KIND_ALWAYS_SENT`). */
  @ApiRoute('Switch a kind of message on or off; what waits of it is not sent', MessageTemplateSchema)
  @Put(':kind')
  @KIND
  @RecordBefore<MessageTemplatesController>((self, { kind = '' }) => self.switchNow(kind))
  @Permit('messages:control')
  async turn(@Param('kind') kind: string, @Body() { on }: SwitchBody, @CurrentOperator() operator: Operator) {
    const command = { actor: actorOf(operator), template: kind, on };
    return plain(await this.messenger.request(Notification.method.switchMessageKind, command));
  }

  @ApiRoute(
    'What a kind said before, newest first; version 0 is the text that Saring brings',
    listOf(TemplateVersionSchema, 'the last 100 versions of one text'),
  )
  @Get(':kind/:locale/versions')
  @KIND
  @LOCALE
  @Permit('messages:read')
  async versions(@Param('kind') kind: string, @Param('locale') locale: string) {
    const of = { template: kind, locale: localeIn(locale) };
    const { items } = await this.messenger.request(Notification.method.listTemplateVersions, of);
    return { items: items.map(plain) };
  }

  /** `faults` says all that is wrong with it; none: it may be saved. */
  @ApiRoute('A text as it would be sent, with values for example', TemplatePreviewSchema)
  @Get(':kind/:locale/preview')
  @KIND
  @LOCALE
  @Permit('messages:read')
  async preview(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Query() { text }: PreviewQuery,
  ) {
    const asked = { template: kind, locale: localeIn(locale), text };
    return plain(await this.messenger.request(Notification.method.previewMessageTemplate, asked));
  }

  /** Values stand in braces, as `places` names them; `[[a|b]]` says one of several. What could not be sent is refused. */
  @ApiRoute('Let a kind say something else from the next message on', MessageTemplateSchema)
  @Put(':kind/:locale')
  @KIND
  @LOCALE
  @RecordBefore<MessageTemplatesController>((self, { kind = '', locale = '' }) => self.textNow(kind, locale))
  @Permit('messages:control')
  async save(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() { text, expectedVersion }: TextBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const of = { template: kind, locale: localeIn(locale) };
    const command = { ...commandOf(operator, key), ...of, text, expectedVersion };
    return plain(await this.messenger.request(Notification.method.saveMessageTemplate, command));
  }

  @ApiRoute(
    'Let a kind say again what it said in a version; 0: the text that Saring brings',
    MessageTemplateSchema,
  )
  @Post(':kind/:locale/restore')
  @HttpCode(200)
  @KIND
  @LOCALE
  @RecordBefore<MessageTemplatesController>((self, { kind = '', locale = '' }) => self.textNow(kind, locale))
  @Permit('messages:control')
  async restore(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() { version, expectedVersion }: RestoreBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const of = { template: kind, locale: localeIn(locale) };
    const command = { ...commandOf(operator, key), ...of, version, expectedVersion };
    return plain(await this.messenger.request(Notification.method.restoreMessageTemplate, command));
  }

  private async one(kind: string) {
    const { items } = await this.messenger.request(Notification.method.listMessageTemplates, {});
    return items.find(({ template }) => template === kind);
  }

  private async switchNow(kind: string): Promise<object> {
    const template = await this.one(kind);
    return template ? { on: !template.off } : {};
  }

  private async textNow(kind: string, locale: string): Promise<object> {
    const text = (await this.one(kind))?.texts.find((one) => one.locale === locale);
    return text ? { text: text.text, version: text.version } : {};
  }
}
