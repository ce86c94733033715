// team-page.tsx — who works here, with which role; a new person gets a one-time password.
import { Button, Group, Modal, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { FormDialog } from '../parts/form-dialog';
import { PageTitle } from '../parts/page-title';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay, useOperator } from '../session/session';
import { ShownOnce } from './shown-once';
import { teamTexts } from './team.texts';

const ROLES = ['operator', 'finance', 'technician', 'admin', 'super_admin'] as const;
type Role = (typeof ROLES)[number];
type Person = Answer<'/api/v1/operators'>['items'][number];

const NewPerson = ({ onClose }: { readonly onClose: () => void }) => {
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
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
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={say('email')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              required
              data-autofocus
            />
            <TextInput
              label={say('name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maxLength={100}
            />
            <Select
              label={say('role')}
              value={role}
              onChange={(value) => setRole(ROLES.find((one) => one === value) ?? 'operator')}
              data={ROLES.map((value) => ({ value, label: say(`role.${value}`) }))}
              allowDeselect={false}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {sayParts('cancel')}
              </Button>
              <Button type="submit" loading={make.isPending}>
                {say('make')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
};

const RemovePasskeys = ({ of, onClose }: { readonly of: Person; readonly onClose: () => void }) => {
  const say = useSay(teamTexts);
  const remove = useCommand({
    send: (operatorId: string) =>
      api.DELETE('/api/v1/operators/{operatorId}/passkeys', { params: { path: { operatorId } } }),
    said: () => say('said.passkeysRemoved'),
    changes: [['operators']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('team.removePasskeys')}
      isPending={remove.isPending}
      isDangerous
      onSubmit={() => remove.mutate(of.operatorId)}
      onClose={onClose}
    >
      <Text size="sm">{say('team.removePasskeysHint', { name: of.name || of.email })}</Text>
    </FormDialog>
  );
};

export const TeamPage = () => {
  const say = useSay(teamTexts);
  const may = useMay();
  const { operatorId: own } = useOperator();
  const [isNew, setNew] = useState(false);
  const [lost, setLost] = useState<Person | null>(null);
  const operators = useQuery({
    queryKey: ['operators'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operators', { signal })),
  });
  const remove = useCommand({
    send: (operatorId: string) =>
      api.DELETE('/api/v1/operators/{operatorId}', { params: { path: { operatorId } } }),
    said: () => say('said.removed'),
    changes: [['operators']],
  });
  const mayWrite = may('operators:write');
  return (
    <>
      <PageTitle title={say('team.title')}>
        {mayWrite && <Button onClick={() => setNew(true)}>{say('team.new')}</Button>}
      </PageTitle>
      <Answered query={operators}>
        {({ items }) => (
          <Stack gap="xs" maw={720}>
            {items.map((one) => (
              <Paper key={one.operatorId} withBorder p="sm">
                <Group justify="space-between">
                  <div>
                    <Text fw={600}>{one.name || one.email}</Text>
                    <Text size="sm" c="dimmed">
                      {[
                        ...[one.email, say(`role.${one.role}`), say(one.totp ? 'totp.on' : 'totp.off')],
                        ...(one.passkeys > 0 ? [say('team.passkeys', { count: one.passkeys })] : []),
                      ].join(' · ')}
                    </Text>
                  </div>
                  {mayWrite && one.operatorId !== own && (
                    <Group gap="xs">
                      {one.passkeys > 0 && (
                        <Button size="xs" variant="default" onClick={() => setLost(one)}>
                          {say('team.removePasskeys')}
                        </Button>
                      )}
                      <Button
                        size="xs"
                        variant="default"
                        loading={remove.isPending && remove.variables === one.operatorId}
                        onClick={() => remove.mutate(one.operatorId)}
                      >
                        {say('team.remove')}
                      </Button>
                    </Group>
                  )}
                </Group>
              </Paper>
            ))}
          </Stack>
        )}
      </Answered>
      {isNew && <NewPerson onClose={() => setNew(false)} />}
      {lost && <RemovePasskeys of={lost} onClose={() => setLost(null)} />}
    </>
  );
};
