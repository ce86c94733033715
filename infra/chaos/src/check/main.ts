// main.ts — the checker as a program of its own: reads where everything is as JSON, and says what is broken.
// It shares no code with the product: it imports its own folder, Node and pg (`independence.spec.ts`).
import type { Rule } from './facts';
import { foldMeters } from './charged';
import { readFacts, type CheckConfig } from './read-facts';
import { RULES, violationsOf } from './rules';

const UNREADABLE_EXIT_CODE = 2;

const readInput = async (): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** Prints one JSON line; ends with 1 where a rule is broken, with 2 where something could not be read. */
const check = async (): Promise<void> => {
  const when: Rule['when'] = process.argv[2] === 'always' ? 'always' : 'quiet';
  const config = JSON.parse(await readInput()) as CheckConfig;
  const facts = await readFacts(config, when);
  const violations = violationsOf(facts, when);
  const { charged, held } = foldMeters(facts.meters);
  const sum = (sums: ReadonlyMap<string, number>): number =>
    [...sums.values()].reduce((all, one) => all + one, 0);
  const report = {
    violations,
    rules: RULES.filter((rule) => when === 'quiet' || rule.when === 'always').length,
    seen: {
      people: new Set(facts.phones.flatMap(({ subscriberId }) => subscriberId ?? [])).size,
      meterEvents: facts.meters.reduce((all, { events }) => all + events.length, 0),
      movedBytes: facts.phones.reduce((all, { movedBytes }) => all + movedBytes, 0),
      chargedBytes: sum(charged),
      heldBytes: sum(held),
      orders: facts.sales.length,
      paidOrders: facts.bank.filter(({ status }) => status === 'settlement').length,
      postings: facts.journal.length,
      messages: facts.inbox.length,
      statementLines: facts.statements.reduce((all, { lines }) => all + lines.length, 0),
    },
    chargedBytes: Object.fromEntries(charged),
    movedBytes: Object.fromEntries(facts.phones.map(({ number, movedBytes }) => [number, movedBytes])),
    owners: Object.fromEntries(
      facts.phones.flatMap(({ number, subscriberId }) => (subscriberId ? [[number, subscriberId]] : [])),
    ),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = violations.length > 0 ? 1 : 0;
};

check().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = UNREADABLE_EXIT_CODE;
});
