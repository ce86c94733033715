// reset-colleague.tsx — a colleague who cannot get in any more gets a one-time password, and loses what was lost.
import { Button, Checkbox, Modal, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { colleagueTexts } from './colleague.texts';
import type { Colleague } from './colleague-roles';
import { ShownOnce } from './shown-once';
import { teamTexts } from './team.texts';

const WHAT = ['password', 'totp', 'passkeys', 'keys'] as const;
type What = (typeof WHAT)[number];

export const ResetColleague = ({ of, onClose }: { readonly of: Colleague; readonly onClose: () => void }) => {
  const say = useSay(colleagueTexts);
  const sayTeam = useSay(teamTexts);
  const sayParts = useSay(partsTexts);
  const [chosen, setChosen] = useState<readonly What[]>(['password']);
  const { operatorId } = of;
  const name = of.name || of.email;
  const reset = useCommand({
    send: (_: void) =>
      answerOf(
        api.POST('/api/v1/operators/{operatorId}/reset', {
          params: { path: { operatorId } },
          body: Object.fromEntries(chosen.map((what) => [what, true])),
        }),
      ),
    said: () => say('said.reset', { name }),
    changes: [['operators']],
    onDone: ({ oneTimePassword }) => {
      if (!oneTimePassword) onClose();
    },
  });
  if (reset.data?.oneTimePassword)
    return (
      <Modal
        opened
        onClose={onClose}
        title={sayTeam('team.password')}
        closeButtonProps={{ 'aria-label': sayParts('close') }}
      >
        <Stack>
          <Text fw={600}>{name}</Text>
          <ShownOnce secret={reset.data.oneTimePassword} hint={sayTeam('team.passwordOnce')} />
          <Button onClick={onClose}>{sayParts('close')}</Button>
        </Stack>
      </Modal>
    );
  const offered = WHAT.filter(
    (what) => !(what === 'totp' && !of.totp) && !(what === 'passkeys' && of.passkeys === 0),
  );
  return (
    <FormDialog
      title={say('reset.title', { name })}
      submit={say('reset')}
      isPending={reset.isPending}
      isDisabled={chosen.length === 0}
      onSubmit={() => reset.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say('reset.hint', { name })}</Text>
      <Checkbox.Group
        value={[...chosen]}
        onChange={(values) => setChosen(WHAT.filter((one) => values.includes(one)))}
      >
        <Stack gap="xs">
          {offered.map((what) => (
            <Checkbox key={what} value={what} label={say(`reset.${what}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
};
