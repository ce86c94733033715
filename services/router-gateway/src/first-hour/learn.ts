// learn.ts — turns a report into a fixture: what routers of a version are known to do, which the simulator must do too.
import { parseReport, type Answer, type Report } from './report';

/** Where fixtures lie; a spec of the simulator reads every one. */
export const FIXTURE_FOLDER = 'infra/simulators/routeros/data/hardware';

export type Fixture = {
  readonly about: string;
  readonly version: string;
  readonly board: string;
  /** By question: what every router of the version does. */
  readonly facts: Readonly<Record<string, NonNullable<Answer['facts']>>>;
  /** By question: what this router measured. */
  readonly measured: Readonly<Record<string, NonNullable<Answer['measured']>>>;
  /** By question: the router's own words. */
  readonly words: Readonly<Record<string, readonly (readonly string[])[]>>;
};

const byId = <T>(report: Report, of: (answer: Answer) => T | undefined): Record<string, T> =>
  Object.fromEntries(
    report.answers.flatMap((answer) => {
      const value = answer.state === 'answered' ? of(answer) : undefined;
      return value === undefined ? [] : [[answer.id, value]];
    }),
  );

/** @throws when the text is no report, or contains an address. */
export const learn = (json: string): Fixture => {
  const report = parseReport(json);
  return {
    about: 'Learnt from a report of the first hour on a real router.',
    version: versionOf(report.version),
    board: report.board,
    facts: byId(report, ({ facts }) => facts),
    measured: byId(report, ({ measured }) => measured),
    words: byId(report, ({ words }) => (words.length > 0 ? words : undefined)),
  };
};

export const fixtureName = ({ version, board }: Fixture): string =>
  `${version}-${board.replace(/[^\w-]+/g, '_')}.json`;

/** `7.12.2 (stable)` is 7.12.2. */
const versionOf = (version: string): string => version.split(' ')[0] ?? '';

/** The differences between a router and a fixture: `question fact: here, there`. */
export const differences = (fixture: Fixture, other: Fixture): string[] =>
  Object.entries(fixture.facts).flatMap(([id, facts]) =>
    Object.entries(facts).flatMap(([name, value]) => {
      const here = other.facts[id]?.[name];
      return here === value ? [] : [`${id} ${name}: ${String(value)} there, ${String(here)} here`];
    }),
  );
