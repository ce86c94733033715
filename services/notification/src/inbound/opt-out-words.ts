// opt-out-words.ts — the word by which a person wants no messages to many any more, or wants them again.
const OUT = ['stop', 'berhenti', 'unsubscribe'] as const;
const IN = ['start', 'mulai', 'subscribe'] as const;
/** May stand behind it: what is meant. */
const ABOUT: readonly string[] = ['siaran', 'pesan', 'promo', 'broadcast', 'broadcasts', 'messages'];
/** May stand anywhere. */
const POLITE: readonly string[] = ['tolong', 'mohon', 'ya', 'dong', 'pak', 'bu', 'please'];

/**
 * Only where nothing else is said: who writes "berhenti langganan" has a letter for the operator.
 * @returns null: no such word.
 */
export const optOutIn = (text: string): 'out' | 'in' | null => {
  const words =
    text
      .slice(0, 200)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', ...others] = words.filter((word) => !POLITE.includes(word));
  if (!others.every((word) => ABOUT.includes(word))) return null;
  if ((OUT as readonly string[]).includes(first)) return 'out';
  return (IN as readonly string[]).includes(first) ? 'in' : null;
};
