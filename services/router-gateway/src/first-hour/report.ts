// report.ts — what a first hour came to: as JSON for a machine, and as text for an issue.
import { z } from 'zod';
import { looksPersonal } from './pseudonyms';

export const REPORT_FORMAT = 'saring-first-hour/1';
/** Words of a router shown a question; the JSON has all that were kept. */
const SENTENCES_SHOWN = 4;
const LONGEST_LINE = 160;
const MOST_ANSWERS = 200;
const MOST_SENTENCES = 20;
const LONGEST_TEXT = 4_000;

const text = z.string().max(LONGEST_TEXT);
const facts = z.record(text, z.union([text, z.number(), z.boolean()]));
const answerSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  asks: text,
  how: text,
  state: z.enum(['answered', 'refused', 'unanswered', 'not asked']),
  answer: text,
  facts: facts.optional(),
  measured: facts.optional(),
  words: z.array(z.array(text)).max(MOST_SENTENCES),
});
const reportSchema = z.strictObject({
  format: z.literal(REPORT_FORMAT),
  version: z.string().regex(/^\d+\.\d+[\w. ()-]*$/),
  board: text,
  architecture: text,
  tls: z.boolean(),
  answers: z.array(answerSchema).max(MOST_ANSWERS),
});

export type Answer = z.infer<typeof answerSchema>;
export type Report = z.infer<typeof reportSchema>;

/** @throws when it is no report, or holds what looks like the address of a network or a device. */
export const parseReport = (json: string): Report => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('the report is not JSON');
  }
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`this is no report of the first hour: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (looksPersonal(json))
    throw new Error('the report holds an address of a network or a device; it must not be kept');
  return parsed.data;
};

const lineOf = (words: readonly string[]): string => {
  const line = words.join(' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
};

const sectionOf = ({ id, asks, how, answer, words }: Answer, index: number): string =>
  [
    `### ${index + 1}. ${asks} (\`${id}\`)`,
    answer,
    `How: ${how}`,
    ...(words.length > 0 ? ['```', ...words.slice(0, SENTENCES_SHOWN).map(lineOf), '```'] : []),
  ].join('\n');

export const readable = (report: Report): string =>
  [
    `## First hour on RouterOS ${report.version}, ${report.board} (${report.architecture}), ${report.tls ? 'TLS' : 'plain'}`,
    ...report.answers.map(sectionOf),
  ].join('\n\n');
