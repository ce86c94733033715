// kinds.ts — what each kind of message says now, and whether it is sent: asked when a message is taken and when it goes.
import { Inject, Injectable } from '@nestjs/common';
import {
  isAlwaysSent,
  isMessageKey,
  messages,
  renderWording,
  wordingFaults,
  wordingRules,
  type Locale,
  type MessageKey,
} from '@saring/i18n';
import type { MessagePurpose } from '@saring/kernel';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { kindsOff, newestVersion, type StoredVersion } from './kinds.rows';

/** A param of this name holds a text to try in place of the stored one: no place can have it. */
export const TRIED_TEXT = '$text';

/** Above a test of a kind, whose values are made up: whoever gets it must not believe them. */
const EXAMPLE: Readonly<Record<Locale, string>> = {
  id: '_Contoh, bukan pesan sungguhan._',
  en: '_An example, not a real message._',
};

/** @returns the text that is sent; `unfit`: the newest one, where it no longer fits its kind. */
export const textOf = (
  template: MessageKey,
  locale: Locale,
  stored: Pick<StoredVersion, 'text'> | null,
): { readonly text: string; readonly unfit?: string } => {
  const house = messages[locale][template];
  const own = stored?.text ?? null;
  if (own === null) return { text: house };
  return wordingFaults(own, wordingRules(template)).length === 0
    ? { text: own }
    : { text: house, unfit: own };
};

type Said = {
  readonly id: string;
  readonly template: MessageKey;
  readonly locale: Locale;
  readonly purpose: MessagePurpose;
};
type Render = (params: Readonly<Record<string, string>>) => string;

@Injectable()
export class Kinds {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** By the newest version of the text; the message's id chooses its words, so that each try says the same. */
  async renderer({ id, template, locale, purpose }: Said): Promise<Render> {
    const stored = await newestVersion(this.pool, { template, locale });
    const { text } = textOf(template, locale, stored);
    const isExample = purpose === 'test' && template !== 'channel.test';
    return (params) => {
      const said = renderWording(params[TRIED_TEXT] ?? text, wordingRules(template), params, id);
      return isExample ? `${EXAMPLE[locale]}\n\n${said}` : said;
    };
  }

  /** What operators switched off, but for what is always sent. */
  async off(): Promise<readonly MessageKey[]> {
    const off = (await kindsOff(this.pool)).map(({ template }) => template);
    return off.filter(isMessageKey).filter((key) => !isAlwaysSent(key));
  }
}
