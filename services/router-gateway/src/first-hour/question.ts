// question.ts — what a question to a router is, and what comes of it.
import type { Reply } from '../routeros/reply';
import type { Bench } from './bench';

export type Facts = Readonly<Record<string, string | number | boolean>>;

export type Finding = {
  /** One sentence. */
  readonly answer: string;
  /** How this version behaves: the same on every router of it, so the simulator must say the same. */
  readonly facts?: Facts;
  /** Facts that depend on the router's hardware, size and load. */
  readonly measured?: Facts;
};

export type Question = {
  readonly id: string;
  readonly asks: string;
  readonly how: string;
  ask(bench: Bench): Promise<Finding>;
};

/** Names of fields in the order of their letters. */
export const namesOf = (rows: readonly Readonly<Record<string, string>>[]): string =>
  [...new Set(rows.flatMap((row) => Object.keys(row)))].sort().join(' ');

export const yes = (holds: boolean): string => (holds ? 'Yes' : 'No');

/** The router's words about a refusal, as facts. */
export const refusalOf = (reply: Reply, taken: string): Finding =>
  reply.ok
    ? { answer: taken, facts: { refused: false } }
    : {
        answer: `It is refused: "${reply.trap.message}", category ${reply.trap.category ?? 'none'}.`,
        facts: { refused: true, message: reply.trap.message, category: reply.trap.category ?? -1 },
      };
