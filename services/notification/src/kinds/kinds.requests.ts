// kinds.requests.ts — operators read and change what kinds of messages say, and switch kinds off.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import {
  isAlwaysSent,
  isLocale,
  isMessageKey,
  LOCALES,
  messages,
  renderWording,
  samplesOf,
  tidyWording,
  wordingFaults,
  wordingRules,
  type Locale,
  type MessageKey,
} from '@saring/i18n';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Sender } from '../messages/sender';
import { textOf } from './kinds';
import {
  findVersion,
  hashOfCommand,
  insertVersion,
  kindsOff,
  lastVersions,
  newestVersion,
  newestVersions,
  switchKind,
  type KindOff,
  type StoredVersion,
} from './kinds.rows';

type Methods = typeof Notification.method;
type TemplateReply = ReplyOf<Methods['saveMessageTemplate']>;
type Of = { readonly template: MessageKey; readonly locale: Locale };
type Change = Of & {
  readonly commandId: string;
  readonly actor: string;
  readonly expectedVersion?: number;
};

const MOST_VERSIONS = 100;

@Controller()
export class KindRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sender: Sender,
  ) {}

  @Answers(Notification.method.listMessageTemplates)
  async listMessageTemplates(): Promise<ReplyOf<Methods['listMessageTemplates']>> {
    const [versions, off] = [await newestVersions(this.pool), await kindsOff(this.pool)];
    const keys = Object.keys(messages.id).filter(isMessageKey);
    return {
      items: keys.map((key) =>
        templateReply(
          key,
          (locale) => versions.find((one) => one.template === key && one.locale === locale) ?? null,
          off.find(({ template }) => template === key),
        ),
      ),
    };
  }

  @Answers(Notification.method.listTemplateVersions)
  async listTemplateVersions(
    request: RequestOf<Methods['listTemplateVersions']>,
  ): Promise<ReplyOf<Methods['listTemplateVersions']>> {
    const of = readOf(request);
    const house = messages[of.locale][of.template];
    const rows = await lastVersions(this.pool, of, MOST_VERSIONS);
    const items = rows.map(({ version, text, by, at }) => ({
      ...{ version, text: text ?? house, house: text === null, by, at: at.toISOString() },
    }));
    return { items: [...items, { version: 0, text: house, house: true }] };
  }

  @Answers(Notification.method.saveMessageTemplate)
  async saveMessageTemplate(request: RequestOf<Methods['saveMessageTemplate']>): Promise<TemplateReply> {
    const of = readOf(request);
    const text = tidyWording(request.text);
    const [fault] = wordingFaults(text, wordingRules(of.template));
    if (fault) throw new RefusalError(fault.code, fault.details);
    const content = contentHash({ does: 'save', ...of, text, actor: request.actor });
    // What says the same as the house follows it when it changes.
    const own = text === messages[of.locale][of.template] ? null : text;
    return this.change({ ...request, ...of }, content, () => Promise.resolve(own));
  }

  @Answers(Notification.method.restoreMessageTemplate)
  async restoreMessageTemplate(
    request: RequestOf<Methods['restoreMessageTemplate']>,
  ): Promise<TemplateReply> {
    const of = readOf(request);
    const { version, actor } = request;
    const content = contentHash({ does: 'restore', ...of, version, actor });
    return this.change({ ...request, ...of }, content, async () => {
      if (version === 0) return null;
      const earlier = await findVersion(this.pool, of, version);
      if (!earlier) throw new RefusalError('NOTIFICATION.TEXT_VERSION_UNKNOWN', { version: String(version) });
      const [fault] = earlier.text === null ? [] : wordingFaults(earlier.text, wordingRules(of.template));
      if (fault) throw new RefusalError(fault.code, fault.details);
      return earlier.text;
    });
  }

  @Answers(Notification.method.previewMessageTemplate)
  async previewMessageTemplate(
    request: RequestOf<Methods['previewMessageTemplate']>,
  ): Promise<ReplyOf<Methods['previewMessageTemplate']>> {
    const { template, locale } = readOf(request);
    const [text, rules] = [tidyWording(request.text), wordingRules(template)];
    const faults = wordingFaults(text, rules).map(({ code, details }) => ({ code, details: { ...details } }));
    return { text: renderWording(text, rules, samplesOf(template, locale), ''), faults };
  }

  @Answers(Notification.method.switchMessageKind)
  async switchMessageKind(request: RequestOf<Methods['switchMessageKind']>): Promise<TemplateReply> {
    const template = readKind(request.template);
    if (!request.on && isAlwaysSent(template)) throw new RefusalError('NOTIFICATION.KIND_ALWAYS_SENT');
    await switchKind(this.pool, template, request.on, { by: request.actor, at: this.clock.now() });
    if (!request.on) await this.sender.endKind(template);
    return this.reply(template);
  }

  /** One change of a text at a time; the same command again answers what holds now. */
  private async change(
    { commandId, actor, expectedVersion, template, locale }: Change,
    content: string,
    newText: () => Promise<string | null>,
  ): Promise<TemplateReply> {
    await inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`text ${template} ${locale}`]);
      const earlier = await hashOfCommand(client, commandId);
      if (earlier === content) return;
      if (earlier !== null) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
      const version = (await newestVersion(client, { template, locale }))?.version ?? 0;
      if (expectedVersion !== undefined && expectedVersion !== version)
        throw new RefusalError('NOTIFICATION.TEXT_CHANGED_MEANWHILE', { version: String(version) });
      await insertVersion(client, {
        ...{ template, locale, version: version + 1, text: await newText() },
        ...{ by: actor, at: this.clock.now(), commandId, contentHash: content },
      });
    });
    return this.reply(template);
  }

  private async reply(template: MessageKey): Promise<TemplateReply> {
    const stored = {
      id: await newestVersion(this.pool, { template, locale: 'id' }),
      en: await newestVersion(this.pool, { template, locale: 'en' }),
    };
    const off = await kindsOff(this.pool);
    return templateReply(
      template,
      (locale) => stored[locale],
      off.find((one) => one.template === template),
    );
  }
}

/** @throws RefusalError NOTIFICATION.TEMPLATE_UNKNOWN */
const readKind = (template: string): MessageKey => {
  if (!isMessageKey(template)) throw new RefusalError('NOTIFICATION.TEMPLATE_UNKNOWN', { template });
  return template;
};

/** @throws RefusalError NOTIFICATION.TEMPLATE_UNKNOWN, REQUEST.MALFORMED for another language. */
const readOf = ({ template, locale }: { readonly template: string; readonly locale: string }): Of => {
  if (!isLocale(locale)) throw new RefusalError('REQUEST.MALFORMED', { field: 'locale' });
  return { template: readKind(template), locale };
};

const templateReply = (
  template: MessageKey,
  storedOf: (locale: Locale) => StoredVersion | null,
  off: KindOff | undefined,
): TemplateReply => {
  const { places, optionalPlaces, requiredPlaces } = wordingRules(template);
  return {
    ...{ template, places: [...places], optionalPlaces: [...optionalPlaces] },
    ...{ requiredPlaces: [...requiredPlaces], alwaysSent: isAlwaysSent(template), off: off !== undefined },
    ...(off && { offBy: off.by, offAt: off.at.toISOString() }),
    texts: LOCALES.map((locale) => {
      const stored = storedOf(locale);
      return {
        ...{ locale, house: messages[locale][template], ...textOf(template, locale, stored) },
        ...{ version: stored?.version ?? 0, samples: { ...samplesOf(template, locale) } },
        ...(stored && { by: stored.by, at: stored.at.toISOString() }),
      };
    }),
  };
};
