// api-keys.tsx — one's own API keys: made with a time and permissions, shown once, revoked.
import { Button, Group, Modal, MultiSelect, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { Form } from '../parts/form';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { permissionTexts } from '../parts/permission.texts';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useOwnFault } from '../parts/use-own-fault';
import { useMay, useOperator, type Permission } from '../session/session';
import { ShownOnce } from './shown-once';
import { teamTexts } from './team.texts';

const LONGEST_DAYS = 730;
const YEAR_DAYS = 365;
const KEYS = ['api-keys'];

const useNewKey = () => {
  const say = useSay(teamTexts);
  return useCommand({
    send: ({ name, days, scopes }: { name: string; days: number; scopes: Permission[] }) =>
      answerOf(
        api.POST('/api/v1/operator/api-keys', {
          body: { name, expiresInDays: days, scopes },
        }),
      ),
    said: () => say('said.keyMade'),
    changes: [KEYS],
  });
};

const NewKey = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(teamTexts);
  const sayParts = useSay(partsTexts);
  const sayPermission = useSay(permissionTexts);
  const { permissions } = useOperator();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | string>(YEAR_DAYS);
  const [scopes, setScopes] = useState<string[]>([]);
  const make = useNewKey();
  const scopesField = useOwnFault(scopes.length === 0 ? sayParts('field.choose') : '');
  const submit = () => make.mutate({ name, days: Number(days), scopes: scopes as Permission[] });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('keys.new')}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      {make.data?.key ? (
        <Stack>
          <ShownOnce secret={make.data.key} hint={say('keys.once')} />
          <Button onClick={onClose}>{sayParts('close')}</Button>
        </Stack>
      ) : (
        <Form
          onSubmit={submit}
          buttons={
            <DialogButtons>
              <Button type="submit" loading={make.isPending}>
                {say('make')}
              </Button>
            </DialogButtons>
          }
        >
          <TextInput
            label={say('keys.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            maxLength={100}
            data-autofocus
          />
          <NumberField
            label={say('keys.days')}
            value={days}
            onChange={setDays}
            min={1}
            max={LONGEST_DAYS}
            allowDecimal={false}
          />
          <MultiSelect
            ref={scopesField}
            label={say('keys.scopes')}
            description={say('keys.scopesHint')}
            data={permissions
              .filter((one) => one !== 'api-keys:write')
              .map((value) => ({ value, label: sayPermission(value) }))}
            value={scopes}
            onChange={setScopes}
            searchable
          />
        </Form>
      )}
    </Modal>
  );
};

export const ApiKeys = () => {
  const say = useSay(teamTexts);
  const sayPermission = useSay(permissionTexts);
  const { instant } = useFormats();
  const may = useMay();
  const [isNew, setNew] = useState(false);
  const keys = useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operator/api-keys', { signal })),
  });
  const revoke = useCommand({
    send: (apiKeyId: string) =>
      api.DELETE('/api/v1/operator/api-keys/{apiKeyId}', { params: { path: { apiKeyId } } }),
    said: () => say('said.keyRevoked'),
    changes: [KEYS],
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {say('keys.title')}
        </Title>
        {may('api-keys:write') && (
          <Button size="xs" onClick={() => setNew(true)}>
            {say('keys.new')}
          </Button>
        )}
      </Group>
      <Answered query={keys}>
        {({ items }) => (
          <Stack gap="xs">
            {items.length === 0 && <Text c="dimmed">{say('keys.empty')}</Text>}
            {items.map((key) => (
              <Group key={key.apiKeyId} justify="space-between">
                <div>
                  <Text fw={600}>{key.name}</Text>
                  <Text size="sm" c="dimmed">
                    {[
                      key.expiresAt && say('keys.until', { at: instant(key.expiresAt) }),
                      key.lastUsedAt ? say('keys.used', { at: instant(key.lastUsedAt) }) : say('keys.unused'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {key.scopes.map((scope) => sayPermission(scope)).join(', ')}
                  </Text>
                </div>
                <Button size="xs" variant="default" onClick={() => revoke.mutate(key.apiKeyId)}>
                  {say('keys.revoke')}
                </Button>
              </Group>
            ))}
          </Stack>
        )}
      </Answered>
      {isNew && <NewKey onClose={() => setNew(false)} />}
    </Paper>
  );
};
