// new-colleague.tsx — a new person of the team gets a one-time password.
import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import type { Role } from './colleague-roles';
import { RoleChoice } from './role-choice';
import { ShownOnce } from './shown-once';
import { teamTexts } from './team.texts';

export const NewColleague = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(teamTexts);
  const sayParts = useSay(partsTexts);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const make = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/operators', { body: { email, name, role } })),
    said: () => say('said.made', { name: name || email }),
    changes: [['operators']],
  });
  const buttons = (
    <DialogButtons>
      <Button variant="default" onClick={onClose}>
        {sayParts('cancel')}
      </Button>
      <Button type="submit" loading={make.isPending}>
        {say('make')}
      </Button>
    </DialogButtons>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('team.new')}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      {make.data ? (
        <Stack>
          <Text fw={600}>{say('team.password')}</Text>
          <ShownOnce secret={make.data.oneTimePassword} hint={say('team.passwordOnce')} />
          <Button onClick={onClose}>{sayParts('close')}</Button>
        </Stack>
      ) : (
        <Form onSubmit={() => make.mutate()} buttons={buttons}>
          <Field name="email">
            <TextInput
              label={say('email')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              required
              data-autofocus
            />
          </Field>
          <Field name="name">
            <TextInput
              label={say('name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={100}
            />
          </Field>
          <RoleChoice value={role} onChange={setRole} />
        </Form>
      )}
    </Modal>
  );
};
