// operator-words.ts — which words of an operator ask for what: the first word says it, what follows is whom it is about.
const WORDS = {
  find: ['cari', 'find'],
  sell: ['jual', 'voucher', 'sell'],
  payments: ['konfirmasi', 'confirm'],
  routers: ['router', 'routers'],
} as const;

export type OperatorCommand = keyof typeof WORDS;
export const OPERATOR_COMMANDS = Object.keys(WORDS) as readonly OperatorCommand[];

/** Longer texts are letters. */
const MOST = { words: 6, characters: 100 };

/** @returns null: no word of an operator begins it. */
export const operatorCommandIn = (
  text: string,
): { readonly command: OperatorCommand; readonly about: string } | null => {
  if (text.length > MOST.characters) return null;
  const [first = '', ...others] = text.trim().split(/\s+/);
  const word = first.toLowerCase().replace(/[^a-z]/g, '');
  const command = OPERATOR_COMMANDS.find((one) => (WORDS[one] as readonly string[]).includes(word));
  return command === undefined || others.length >= MOST.words ? null : { command, about: others.join(' ') };
};
