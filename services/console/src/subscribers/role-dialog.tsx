// role-dialog.tsx — the role Komandan set and taken, with what it means.
import { Text } from '@mantine/core';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { personKey, type Person } from './person';
import { standingTexts } from './standing.texts';

export const RoleDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(standingTexts);
  const { subscriberId } = person;
  const act = person.role === 'komandan' ? 'take' : 'set';
  const change = useCommand({
    send: (_: null, key) =>
      api.PATCH('/api/v1/subscribers/{subscriberId}', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { role: act === 'set' ? 'komandan' : 'subscriber' },
      }),
    said: () => say(`role.said.${act}`),
    changes: [personKey(subscriberId), ['subscribers']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say(`role.${act}`)}
      isPending={change.isPending}
      isDangerous={act === 'take'}
      onClose={onClose}
      onSubmit={() => change.mutate(null)}
    >
      <Text size="sm">{say(`role.hint.${act}`)}</Text>
    </FormDialog>
  );
};
