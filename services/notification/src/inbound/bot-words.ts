// bot-words.ts — which words ask for what. People write in any case, with a greeting, and in either language.
const WORDS = {
  balance: ['saldo', 'kuota', 'sisa', 'balance', 'quota'],
  usage: ['pakai', 'pemakaian', 'usage'],
  buy: ['beli', 'paket', 'buy'],
  bills: ['tagihan', 'bayar', 'bill', 'bills', 'pay'],
  devices: ['perangkat', 'device', 'devices'],
} as const;

export type BotCommand = keyof typeof WORDS;

/** Longer texts are letters to the operator: nothing is answered. Of unknown words more than a few are one, too. */
const MOST_WORDS = { known: 6, unknown: 3 };

/** @returns what the first word that is known asks for; help: a few words that ask for nothing; null: a letter. */
export const botCommandIn = (text: string): BotCommand | 'help' | null => {
  const words =
    text
      .slice(0, 200)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  if (words.length > MOST_WORDS.known) return null;
  const commands = Object.keys(WORDS) as BotCommand[];
  const asked = words.flatMap(
    (word) => commands.find((one) => (WORDS[one] as readonly string[]).includes(word)) ?? [],
  );
  return asked[0] ?? (words.length > 0 && words.length <= MOST_WORDS.unknown ? 'help' : null);
};
