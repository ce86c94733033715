// use-plugins.ts — the payment plugins that are installed: the versions of each stand together, the newest first.
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import type { Row } from '../parts/answer';

export type Version = Row<'/api/v1/payment-plugins'>;
export type Method = Version['methods'][number];
export type Setting = Version['settings'][number];

/** Orders end and breakers close by themselves. */
const LOOK_MILLISECONDS = 10_000;
export const PLUGINS = ['payment-plugins'];

export const usePlugins = () =>
  useQuery({
    queryKey: PLUGINS,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/payment-plugins', { signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });

export const isActive = ({ methods }: Version): boolean => methods.some(({ active }) => active);

const numbersOf = ({ version }: Version): readonly number[] => version.split('.').map(Number);
const newestFirst = (one: Version, other: Version): number => {
  const others = numbersOf(other);
  return numbersOf(one).reduce((found, number, index) => found || (others[index] ?? 0) - number, 0);
};

export type Plugin = {
  readonly plugin: string;
  readonly name: string;
  /** That new orders go to, else the newest: what is set is set of all. */
  readonly current: Version;
  readonly versions: readonly Version[];
};

export const pluginsOf = (versions: readonly Version[]): readonly Plugin[] =>
  [...new Set(versions.map(({ plugin }) => plugin))].sort().flatMap((plugin) => {
    const own = versions.filter((one) => one.plugin === plugin).sort(newestFirst);
    const current = own.find(isActive) ?? own[0];
    return current ? [{ plugin, name: current.name, current, versions: own }] : [];
  });

/** What new orders cannot do without. */
export const missingOf = ({ settings }: Version): readonly Setting[] =>
  settings.filter(({ required, isSet }) => required && !isSet);
