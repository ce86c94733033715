// passkeys.tsx — one's own passkeys: made after the password once more, named, and taken away.
import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { DialogsAbout } from '../parts/dialog-title';
import { FormDialog } from '../parts/form-dialog';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { passkeyHindrance } from '../session/passkey-browser';
import { passkeyTexts } from '../session/passkey.texts';
import { LONGEST_NAME, NewPasskey, PASSKEYS } from './new-passkey';
import { passkeysTexts } from './passkeys.texts';

type Passkey = Answer<'/api/v1/operator/passkeys'>['items'][number];
type DialogProps = { readonly of: Passkey; readonly onClose: () => void };

const Rename = ({ of: { passkeyId, name: before }, onClose }: DialogProps) => {
  const say = useSay(passkeysTexts);
  const [name, setName] = useState(before);
  const rename = useCommand({
    send: (_: void) =>
      api.PATCH('/api/v1/operator/passkeys/{passkeyId}', {
        ...{ params: { path: { passkeyId } }, body: { name } },
      }),
    said: () => say('said.renamed'),
    changes: [PASSKEYS],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('rename')}
      submit={say('save')}
      isPending={rename.isPending}
      onSubmit={() => rename.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={say('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={LONGEST_NAME}
        required
        withAsterisk={false}
        data-autofocus
      />
    </FormDialog>
  );
};

const Remove = ({ of: { passkeyId, name }, onClose }: DialogProps) => {
  const say = useSay(passkeysTexts);
  const remove = useCommand({
    send: (_: void) =>
      api.DELETE('/api/v1/operator/passkeys/{passkeyId}', { params: { path: { passkeyId } } }),
    said: () => say('said.removed'),
    changes: [PASSKEYS, ['operators']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('remove')}
      isPending={remove.isPending}
      isDangerous
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say('removeHint', { name })}</Text>
    </FormDialog>
  );
};

const PasskeyLine = ({ of: passkey }: { readonly of: Passkey }) => {
  const say = useSay(passkeysTexts);
  const { instant } = useFormats();
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const { name, createdAt, lastUsedAt, suspectedAt, synced } = passkey;
  const facts = [
    say('made', { at: instant(createdAt) }),
    lastUsedAt ? say('used', { at: instant(lastUsedAt) }) : say('unused'),
    ...(synced ? [say('synced')] : []),
  ];
  const close = () => setOpen(null);
  return (
    <Group justify="space-between" role="listitem" aria-label={name}>
      <Stack gap={0} flex="1 1 260px">
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      </Stack>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setOpen('rename')}>
          {say('rename')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen('remove')}>
          {say('remove')}
        </Button>
      </Group>
      {suspectedAt && (
        <Alert color="red" w="100%">
          <Text size="sm">{say('suspected', { at: instant(suspectedAt) })}</Text>
        </Alert>
      )}
      {open === 'rename' && (
        <DialogsAbout what={name}>
          <Rename of={passkey} onClose={close} />
        </DialogsAbout>
      )}
      {open === 'remove' && <Remove of={passkey} onClose={close} />}
    </Group>
  );
};

export const Passkeys = () => {
  const say = useSay(passkeysTexts);
  const sayHindrance = useSay(passkeyTexts);
  const [isNew, setNew] = useState(false);
  const passkeys = useQuery({
    queryKey: PASSKEYS,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operator/passkeys', { signal })),
  });
  const hindrance = passkeyHindrance();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {say('title')}
        </Title>
        {!hindrance && (
          <Button size="xs" onClick={() => setNew(true)}>
            {say('new')}
          </Button>
        )}
      </Group>
      <Text size="sm" mb="sm">
        {hindrance ? sayHindrance(hindrance) : say('intro')}
      </Text>
      <Answered query={passkeys}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{say('empty')}</Text>
          ) : (
            <Stack gap="sm" role="list">
              {items.map((one) => (
                <PasskeyLine key={one.passkeyId} of={one} />
              ))}
            </Stack>
          )
        }
      </Answered>
      {isNew && <NewPasskey onClose={() => setNew(false)} />}
    </Paper>
  );
};
