// edit-dialog.tsx — a person's name, address, room, note, and what else the operator writes down of them.
import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { personKey, type Person } from './person';
import { personTexts } from './person.texts';

export const NAMED_FIELDS = ['address', 'room', 'note'] as const;
type NamedField = (typeof NAMED_FIELDS)[number];
const MOST = { name: 100, own: 10, ownName: 40, text: 200 };
type Own = { readonly name: string; readonly text: string };

export const isNamedField = (name: string): name is NamedField => NAMED_FIELDS.some((one) => one === name);

const OwnFields = ({
  fields,
  onChange,
}: {
  readonly fields: readonly Own[];
  readonly onChange: (fields: readonly Own[]) => void;
}) => {
  const say = useSay(personTexts);
  const set = (at: number, more: Partial<Own>) =>
    onChange(fields.map((one, index) => (index === at ? { ...one, ...more } : one)));
  return (
    <Stack gap="xs">
      {fields.map((field, at) => (
        <Group key={at} align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            label={say('fields.name')}
            value={field.name}
            maxLength={MOST.ownName}
            onChange={(event) => set(at, { name: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 0 }}
          />
          <TextInput
            label={say('fields.text')}
            value={field.text}
            maxLength={MOST.text}
            onChange={(event) => set(at, { text: event.currentTarget.value })}
            style={{ flex: 1, minWidth: 0 }}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={say('fields.remove', { name: field.name || String(at + 1) })}
            onClick={() => set(at, { text: '' })}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {fields.length < MOST.own && (
        <Button
          variant="subtle"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...fields, { name: '', text: '' }])}
        >
          {say('fields.add')}
        </Button>
      )}
    </Stack>
  );
};

export const EditDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [name, setName] = useState(person.name);
  const [named, setNamed] = useState<Readonly<Record<string, string>>>(person.fields);
  const [own, setOwn] = useState<readonly Own[]>(
    Object.entries(person.fields)
      .filter(([field, text]) => !isNamedField(field) && text !== '')
      .map(([field, text]) => ({ name: field, text })),
  );
  const texts = {
    ...Object.fromEntries(NAMED_FIELDS.map((field) => [field, named[field] ?? ''])),
    ...Object.fromEntries(
      own.filter((one) => one.name.trim() !== '').map((one) => [one.name.trim(), one.text]),
    ),
  };
  // A field of another name now is taken from its old one.
  const renamed = Object.keys(person.fields).filter((field) => !(field in texts));
  // What did not change is not sent: a masked text never replaces a whole one.
  const fields = Object.fromEntries(
    [...Object.entries(texts), ...renamed.map((field) => [field, ''] as const)].filter(
      ([field, text]) => text !== (person.fields[field] ?? ''),
    ),
  );
  const save = useCommand({
    send: (_: null, key) =>
      answerOf(
        api.PATCH('/api/v1/subscribers/{subscriberId}', {
          params: { path: { subscriberId: person.subscriberId }, header: { 'Idempotency-Key': key } },
          body: { ...(name.trim() === person.name ? {} : { name: name.trim() }), fields },
        }),
      ),
    said: () => say('said.edited'),
    changes: [personKey(person.subscriberId), ['subscribers']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('act.edit')}
      isPending={save.isPending}
      onClose={onClose}
      onSubmit={() => save.mutate(null)}
    >
      <TextInput
        label={say('field.name')}
        value={name}
        maxLength={MOST.name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {NAMED_FIELDS.map((field) => (
        <TextInput
          key={field}
          label={say(`field.${field}`)}
          value={named[field] ?? ''}
          maxLength={MOST.text}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setNamed({ ...named, [field]: value });
          }}
        />
      ))}
      <OwnFields fields={own} onChange={setOwn} />
    </FormDialog>
  );
};
