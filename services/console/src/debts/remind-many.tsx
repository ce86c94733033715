// remind-many.tsx — reminds those who are ticked, or all who have such debts: a draft that is looked at first.
import { Button } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useNavigate } from '@tanstack/react-router';
import { batchTexts } from '../batches/batches.texts';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { remindTexts } from './remind.texts';

type Asked = {
  /** Nobody: all who have debts in this state. */
  readonly ticked: readonly string[];
  readonly debts: 'overdue' | 'due' | 'all';
};

export const RemindMany = ({ ticked, debts }: Asked) => {
  const say = useSay(remindTexts);
  const sayBatch = useSay(batchTexts);
  const navigate = useNavigate();
  const make = useCommand({
    send: (_: null, key) =>
      answerOf(
        api.POST('/api/v1/batches', {
          params: { header: { 'Idempotency-Key': key } },
          body: { action: 'remind', ...(ticked.length > 0 ? { subscriberIds: [...ticked] } : { debts }) },
        }),
      ),
    said: () => sayBatch('said.draft'),
    changes: [['batches']],
    onDone: ({ batchId }) => void navigate({ to: `/batches/${batchId}` }),
  });
  return (
    <Button loading={make.isPending} onClick={() => make.mutate(null)}>
      {ticked.length > 0 ? say('ticked', { count: ticked.length }) : say('all')}
    </Button>
  );
};
