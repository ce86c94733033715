// colleague-card.tsx — a colleague: name and role, let in again, or removed.
import { Alert, Button, Divider, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { Form } from '../parts/form';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { colleagueTexts } from './colleague.texts';
import type { Colleague } from './colleague-roles';
import { RoleChoice } from './role-choice';
import { RemoveColleague } from './remove-colleague';
import { ResetColleague } from './reset-colleague';
import { teamTexts } from './team.texts';

const Change = ({ of }: { readonly of: Colleague }) => {
  const say = useSay(teamTexts);
  const sayCard = useSay(colleagueTexts);
  const { operatorId: own } = useOperator();
  const [name, setName] = useState(of.name);
  const [role, setRole] = useState(of.role);
  const { operatorId } = of;
  const change = useCommand({
    send: (_: void) =>
      answerOf(
        api.PATCH('/api/v1/operators/{operatorId}', {
          params: { path: { operatorId } },
          body: { name: name.trim(), role },
        }),
      ),
    said: (saved) =>
      sayCard('said.changed', { name: saved.name || saved.email, role: say(`role.${saved.role}`) }),
    changes: [['operators'], ['operator']],
  });
  const isSame = name.trim() === of.name && role === of.role;
  return (
    <Form
      onSubmit={() => change.mutate()}
      buttons={
        <DialogButtons>
          <Button type="submit" loading={change.isPending} disabled={isSame}>
            {sayCard('save')}
          </Button>
        </DialogButtons>
      }
    >
      <TextInput
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        data-autofocus
      />
      <RoleChoice value={role} onChange={setRole} />
      {role !== of.role && (
        <Text size="sm">{sayCard(operatorId === own ? 'role.ownHint' : 'role.hint')}</Text>
      )}
    </Form>
  );
};

/** What is begun takes the place of the card: one dialog at a time. */
export const ColleagueCard = ({ of, onClose }: { readonly of: Colleague; readonly onClose: () => void }) => {
  const say = useSay(colleagueTexts);
  const sayParts = useSay(partsTexts);
  const { operatorId: own } = useOperator();
  const [step, setStep] = useState<'card' | 'reset' | 'remove'>('card');
  if (step === 'reset') return <ResetColleague of={of} onClose={onClose} />;
  if (step === 'remove') return <RemoveColleague of={of} onClose={onClose} />;
  const isOwn = of.operatorId === own;
  return (
    <Modal
      opened
      onClose={onClose}
      title={of.name || of.email}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {of.email}
        </Text>
        {of.mustChangePassword && (
          <Alert color="orange">
            <Text size="sm">{say('mustChange')}</Text>
          </Alert>
        )}
        <Change of={of} />
        <Divider />
        {isOwn ? (
          <Text size="sm">{say('ownAccount')}</Text>
        ) : (
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm">{say('reset.why')}</Text>
            <Button variant="default" onClick={() => setStep('reset')} style={{ flexShrink: 0 }}>
              {say('reset')}
            </Button>
          </Group>
        )}
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{say(isOwn ? 'remove.ownWhy' : 'remove.why')}</Text>
          <Button variant="default" onClick={() => setStep('remove')} style={{ flexShrink: 0 }}>
            {say('remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
