// remove-colleague.tsx — who leaves the team is told what follows before it is done.
import { Text } from '@mantine/core';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { colleagueTexts } from './colleague.texts';
import type { Colleague } from './colleague-roles';

export const RemoveColleague = ({
  of,
  onClose,
}: {
  readonly of: Colleague;
  readonly onClose: () => void;
}) => {
  const say = useSay(colleagueTexts);
  const { operatorId: own } = useOperator();
  const { operatorId } = of;
  const name = of.name || of.email;
  const isOwn = operatorId === own;
  const remove = useCommand({
    send: (_: void) => api.DELETE('/api/v1/operators/{operatorId}', { params: { path: { operatorId } } }),
    said: () => say(isOwn ? 'said.removedOwn' : 'said.removed', { name }),
    // Of oneself the next question leads to the sign-in.
    changes: [['operators'], ['operator']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={isOwn ? say('remove.ownTitle') : say('remove.title', { name })}
      submit={say('remove')}
      isPending={remove.isPending}
      isDangerous
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say(isOwn ? 'remove.ownHint' : 'remove.hint', { name })}</Text>
    </FormDialog>
  );
};
