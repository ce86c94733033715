// use-setting.ts — an operator changes one setting, or lets the machine's value hold again.
import { answerOf, ApiProblem } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { behindOf, type Entry, type Settings } from './setting-entry';
import { settingsTexts } from './settings.texts';

const QUERY = ['settings'];

/** @param value null: the machine's. */
const sendOf = ({ name, change }: Entry, value: string | null, key: string): Promise<Settings> => {
  const header = { 'Idempotency-Key': key };
  const expectedVersion = change?.version ?? 0;
  const path = { name };
  return value === null
    ? answerOf(
        api.DELETE('/api/v1/settings/{name}', { params: { path, header, query: { expectedVersion } } }),
      )
    : answerOf(
        api.PUT('/api/v1/settings/{name}', { params: { path, header }, body: { value, expectedVersion } }),
      );
};

export const useSetting = (entry: Entry, onDone: () => void) => {
  const say = useSay(settingsTexts);
  const client = useQueryClient();
  const { name } = entry;
  return useCommand({
    send: async (value: string | null, key) => {
      try {
        return await sendOf(entry, value, key);
      } catch (error) {
        // What somebody else has set is to be seen before it is changed again.
        if (error instanceof ApiProblem && error.code === 'SETTING.CHANGED_MEANWHILE')
          void client.invalidateQueries({ queryKey: QUERY });
        throw error;
      }
    },
    said: ({ items, changes }) => {
      const behind = behindOf({ ...entry, held: items, change: changes[0] });
      return behind.length === 0
        ? say('said.atOnce', { name })
        : say('said.nextStart', { name, services: behind.map(({ service }) => service).join(', ') });
    },
    changes: [QUERY],
    onDone,
  });
};
