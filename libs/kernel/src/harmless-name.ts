// harmless-name.ts — what people call themselves, as it may stand in a message to somebody else: a name, and never a link.
import { printableText } from './storable';

const MOST_CHARACTERS = 30;
/** By which WhatsApp and Telegram set words apart. */
const MARKS = /[*_~`]/g;
/** What a browser reads as one stands for it. */
const DOT = /(?<=[\p{L}\p{N}])[.．。｡](?=[\p{L}\p{N}])/gu;

/**
 * The same name on one line, at most 30 characters of it: no phone shows a part of it as a link or in other letters.
 * Empty where nothing is left of it.
 */
export const harmlessName = (name: string): string => {
  const plain = printableText(name)
    .replace(MARKS, '')
    .replace(/:\/+/g, ' ')
    .replace(DOT, '. ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...plain];
  if (characters.length <= MOST_CHARACTERS) return plain;
  return `${characters
    .slice(0, MOST_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
};
