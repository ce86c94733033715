// setting-entry.ts — one setting of .env.example with what every service says of it.
import type { Answer, Row } from '../parts/answer';

export type Setting = Row<'/api/v1/settings'>;
export type Settings = Answer<'/api/v1/settings'>;
export type SettingChange = Settings['changes'][number];

export type Entry = {
  readonly name: string;
  readonly words: string;
  readonly held: readonly Setting[];
  /** The last one by an operator. */
  readonly change: SettingChange | undefined;
};

const different = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** What the services run with: mostly the same, and each other value shown. */
export const valuesOf = ({ held }: Entry): readonly Setting[] =>
  different(held.map(({ value }) => value)).flatMap((value) => held.find((one) => one.value === value) ?? []);

/** Those that another value waits for, or that have not heard of it yet. */
export const behindOf = ({ held, change }: Entry): readonly Setting[] =>
  held.filter(({ waits, version }) => waits || version < (change?.version ?? 0));

export const isChanged = ({ source, kind, value, standard }: Setting): boolean =>
  source !== 'default' && (kind === 'secret' || value !== standard);

/** How a change of it holds: at once only where every service reads it at use. */
export const effectOf = ({ held }: Entry): Setting['effect'] | null => {
  const effects = held.map(({ effect }) => effect);
  return (['machine', 'site', 'next_start', 'at_once'] as const).find((one) => effects.includes(one)) ?? null;
};

const UNITS = [
  ['_MEGABITS_PER_SECOND_PER_DEVICE', 'Mbit/s'],
  ['_KILOBITS_PER_SECOND', 'kbit/s'],
  ['_MILLISECONDS', 'ms'],
  ['_SECONDS', 'unit.seconds'],
  ['_MINUTES', 'unit.minutes'],
  ['_HOURS', 'unit.hours'],
  ['_DAYS', 'unit.days'],
  ['_BYTES', 'byte'],
  ['_MEGABYTES', 'MB'],
  ['_GIGABYTES', 'GB'],
  ['_RUPIAH', 'rupiah'],
  ['_PERCENT', '%'],
] as const;
type Unit = (typeof UNITS)[number][1];

/** The unit stands last in the name. */
export const unitOf = (name: string): Unit | null => UNITS.find(([end]) => name.endsWith(end))?.[1] ?? null;
