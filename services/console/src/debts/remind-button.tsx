// remind-button.tsx — reminds one person of their debts.
import { Button } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { remindTexts } from './remind.texts';

type Debtor = { readonly subscriberId: string; readonly name: string };

export const RemindButton = ({ subscriberId, name }: Debtor) => {
  const say = useSay(remindTexts);
  const remind = useCommand({
    send: (_: null, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/debts/reminder', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('saidOne', { name }),
    changes: [['messages']],
  });
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={say('of', { name })}
      loading={remind.isPending}
      onClick={() => remind.mutate(null)}
    >
      {say('one')}
    </Button>
  );
};
