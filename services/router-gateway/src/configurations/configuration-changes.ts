// configuration-changes.ts — what differs between two configurations of a router.
import type { ConfigurationAction } from '@saring/kernel';
import { diffLines } from 'diff';

type ConfigurationChange = {
  readonly menu: string;
  readonly action: ConfigurationAction;
  readonly line: string;
};

/** Line by line; a row that changed is removed and added. */
export const configurationChanges = (before: string, after: string): readonly ConfigurationChange[] =>
  diffLines(before, after).flatMap(({ added, removed, value }) =>
    added || removed
      ? value
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => ({
            menu: line.split(' ', 1)[0] ?? '',
            action: added ? ('added' as const) : ('removed' as const),
            line: line.slice(line.indexOf(' ') + 1),
          }))
      : [],
  );
