// wording.ts — a message's text as an operator may write it: its places, its choices, and what is wrong with it.
import { MEASURES } from '@saring/kernel';
import { fill, placesOf, type Params } from '../fill';

/** What the text of a kind may name, and what it must. */
export type WordingRules = {
  readonly places: readonly string[];
  /** The line that names one is left out where it has no value. */
  readonly optionalPlaces: readonly string[];
  /** Without them the message would not say what it is sent for: the code, the amount. */
  readonly requiredPlaces: readonly string[];
};

export type WordingFaultCode =
  | 'NOTIFICATION.TEXT_EMPTY'
  | 'NOTIFICATION.TEXT_TOO_LONG'
  | 'NOTIFICATION.TEXT_BRACES'
  | 'NOTIFICATION.TEXT_CHOICE'
  | 'NOTIFICATION.TEXT_PLACE_UNKNOWN'
  | 'NOTIFICATION.TEXT_PLACE_MISSING'
  | 'NOTIFICATION.TEXT_PLACE_UNSURE';
export type WordingFault = {
  readonly code: WordingFaultCode;
  readonly details: Readonly<Record<string, string>>;
};

/** `[[a|b]]`: one of these is said. Single brackets and lone bars are ordinary letters. */
const CHOICE = /\[\[(.*?)\]\]/g;
const PLACE = /\{\w+\}/g;
/** What nobody sees or what turns the direction of the text: a line break alone stays. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** As it is stored: line breaks alone of all control characters, nothing at the ends. */
export const tidyWording = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '').trim();

/**
 * All that is wrong with a text of a kind; nothing: it may be sent.
 * A required place must be said in every choice and on a line that is never left out.
 */
export const wordingFaults = (text: string, rules: WordingRules): readonly WordingFault[] => {
  if (text.trim() === '') return [{ code: 'NOTIFICATION.TEXT_EMPTY', details: {} }];
  const { most } = MEASURES.messageText;
  const form = [
    ...(text.length > most ? [fault('NOTIFICATION.TEXT_TOO_LONG', { most: String(most) })] : []),
    ...(/[{}]/.test(text.replace(PLACE, '')) ? [fault('NOTIFICATION.TEXT_BRACES')] : []),
    ...(hasBadChoice(text) ? [fault('NOTIFICATION.TEXT_CHOICE')] : []),
  ];
  return form.length > 0 ? form : placeFaults(text, rules);
};

const fault = (code: WordingFaultCode, details: WordingFault['details'] = {}): WordingFault => ({
  code,
  details,
});

const optionsOf = (choice: string): readonly string[] => choice.split('|');

const hasBadChoice = (text: string): boolean =>
  /\[\[|\]\]/.test(text.replace(CHOICE, '')) ||
  [...text.matchAll(CHOICE)].some(([, inner = '']) => {
    const options = optionsOf(inner);
    return inner.includes('[[') || options.length < 2 || options.some((option) => option.trim() === '');
  });

const placeFaults = (text: string, rules: WordingRules): readonly WordingFault[] => {
  const { places, optionalPlaces, requiredPlaces } = rules;
  const named = placesOf(text);
  const always = text
    .split('\n')
    .filter((line) => !placesOf(line).some((one) => optionalPlaces.includes(one)));
  const required = requiredPlaces.flatMap((place) => {
    if (!named.includes(place)) return [fault('NOTIFICATION.TEXT_PLACE_MISSING', { place })];
    const isSure = always.some((line) => isAlwaysIn(line, place));
    return isSure ? [] : [fault('NOTIFICATION.TEXT_PLACE_UNSURE', { place })];
  });
  const unknown = named
    .filter((place) => !places.includes(place))
    .map((place) => fault('NOTIFICATION.TEXT_PLACE_UNKNOWN', { place }));
  const faults = [...unknown, ...required];
  const isEmpty = faults.length === 0 && always.every((line) => line.trim() === '');
  return isEmpty ? [fault('NOTIFICATION.TEXT_EMPTY')] : faults;
};

/** Whether a line names a place whatever is chosen. */
const isAlwaysIn = (line: string, place: string): boolean =>
  placesOf(line.replace(CHOICE, '')).includes(place) ||
  [...line.matchAll(CHOICE)].some(([, inner = '']) =>
    optionsOf(inner).every((option) => placesOf(option).includes(place)),
  );

/** FNV-1a with its bits mixed: the same for the same seed, and even over few options. */
const hashOf = (seed: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

const choose = (text: string, seed: string): string => {
  let index = 0;
  return text.replace(CHOICE, (whole, inner: string) => {
    const options = optionsOf(inner);
    index += 1;
    return options[hashOf(`${seed} ${String(index)}`) % options.length] ?? whole;
  });
};

/** Older senders write a dash where there is nothing to say. */
const isGiven = (value: Params[string] | undefined): boolean => !!value && value !== '-';

/**
 * As it is sent: choices made by the seed (the id of the message, so that a second try says the same), lines without a
 * value left out, and only then the values put in, which are never read as places or choices.
 */
export const renderWording = (
  text: string,
  { optionalPlaces }: Pick<WordingRules, 'optionalPlaces'>,
  params: Params,
  seed: string,
): string => {
  const isSaid = (line: string) =>
    placesOf(line).every((place) => !optionalPlaces.includes(place) || isGiven(params[place]));
  return fill(choose(text, seed).split('\n').filter(isSaid).join('\n'), params);
};
