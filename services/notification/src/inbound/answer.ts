// answer.ts — what is written back to a person: always one message, or none.
import type { MessageKey } from '@saring/i18n';

export type Answer = {
  readonly template: MessageKey;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly site: string;
  /** What the person has said about messages to many: it holds from this answer on. */
  readonly optOut?: 'out' | 'in';
};
