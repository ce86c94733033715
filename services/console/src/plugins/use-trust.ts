// use-trust.ts — a publisher's key joins those that are trusted: one setting that holds them all.
import { answerOf, ApiProblem, CLIENT_CODES } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { pluginTexts } from './plugins.texts';

const NAME = 'PAYMENT_PLUGIN_PUBLISHERS';

export const useTrust = (onDone: () => void) => {
  const say = useSay(pluginTexts);
  return useCommand({
    send: async (publisher: { readonly name: string; readonly key: string }, key) => {
      const { items, changes } = await answerOf(api.GET('/api/v1/settings'));
      const held = items.find((one) => one.name === NAME);
      // Whom the house trusts already is not known: a new list would forget them.
      if (!held) throw new ApiProblem(CLIENT_CODES.offline, 0, '', '');
      const before = held.nextValue ?? held.value ?? '';
      const expectedVersion = changes.find((one) => one.name === NAME)?.version ?? 0;
      const value = [before, `${publisher.name}:${publisher.key}`].filter(Boolean).join(',');
      return answerOf(
        api.PUT('/api/v1/settings/{name}', {
          params: { path: { name: NAME }, header: { 'Idempotency-Key': key } },
          body: { value, expectedVersion },
        }),
      );
    },
    said: (_, { name }) => say('said.trusted', { name }),
    changes: [['settings']],
    onDone,
  });
};
