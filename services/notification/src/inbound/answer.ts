// answer.ts — what is written back to a person: always one message, or none.
import type { MessageKey } from '@saring/i18n';

export type Answer = {
  readonly template: MessageKey;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly site: string;
};
