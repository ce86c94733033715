// delete-dialog.tsx — a person is deleted for good: what goes and stays, what is open first, and how far it has come.
import { Alert, Checkbox, List, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Field } from '../parts/field-problem';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { deletionTexts } from './deletion.texts';
import { personKey, type Person } from './person';
import { personTexts } from './person.texts';

type Deletion = Answer<'/api/v1/subscribers/{subscriberId}/deletion'>;
const CONFIRMED_CHARACTERS = 4;

const Open = ({ hindrances }: Pick<Deletion, 'hindrances'>) => {
  const say = useSay(deletionTexts);
  const { bytes } = useFormats();
  return (
    <Alert color="orange">
      <Text size="sm" fw={600}>
        {say('open')}
      </Text>
      <List size="sm">
        {hindrances.map((one) => (
          <List.Item key={one.kind}>
            {one.kind === 'quota' && one.bytes === 0
              ? say('unlimited')
              : say(one.kind, { bytes: bytes(one.bytes) })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
};

const Progress = ({ waiting }: Pick<Deletion, 'waiting'>) => {
  const say = useSay(deletionTexts);
  return <Alert>{waiting.length > 0 ? say('waiting', { services: waiting.join(', ') }) : say('done')}</Alert>;
};

const useDeletion = (subscriberId: string, onDone: () => void) => {
  const say = useSay(deletionTexts);
  const params = { path: { subscriberId } };
  const preview = useQuery({
    queryKey: [...personKey(subscriberId), 'deletion'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/subscribers/{subscriberId}/deletion', { params, signal })),
  });
  const remove = useCommand({
    send: (body: { reason: string; confirmation: string; forfeitQuota: boolean }, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/deletion', {
        params: { ...params, header: { 'Idempotency-Key': key } },
        body,
      }),
    said: () => say('said'),
    changes: [personKey(subscriberId), ['subscribers'], ['home']],
    onDone,
  });
  return { preview, remove };
};

export const DeleteDialog = ({
  person: { subscriberId },
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(deletionTexts);
  const sayPerson = useSay(personTexts);
  const [confirmation, setConfirmation] = useState('');
  const [forfeitQuota, setForfeit] = useState(false);
  const { preview, remove } = useDeletion(subscriberId, onClose);
  const open = preview.data?.hindrances ?? [];
  const isHindered = open.some(({ kind }) => kind !== 'quota' || !forfeitQuota);
  const isAsked = preview.data?.askedAt !== undefined;
  return (
    <ReasonDialog
      title={sayPerson('act.delete')}
      isDangerous
      isPending={remove.isPending}
      isDisabled={!preview.data || isAsked || isHindered || confirmation.length !== CONFIRMED_CHARACTERS}
      onClose={onClose}
      onSubmit={(reason) => remove.mutate({ reason, confirmation, forfeitQuota })}
    >
      <Text size="sm">{say('goes')}</Text>
      <Text size="sm">{say('stays')}</Text>
      <Answered query={preview}>
        {({ hindrances, askedAt, waiting }) =>
          askedAt !== undefined ? (
            <Progress waiting={waiting} />
          ) : (
            hindrances.length > 0 && <Open hindrances={hindrances} />
          )
        }
      </Answered>
      {open.some(({ kind }) => kind === 'quota') && (
        <Checkbox
          label={say('forfeit')}
          checked={forfeitQuota}
          onChange={(event) => setForfeit(event.currentTarget.checked)}
        />
      )}
      <Field name="confirmation">
        <TextInput
          label={say('confirm')}
          value={confirmation}
          onChange={(event) => setConfirmation(event.currentTarget.value)}
          maxLength={CONFIRMED_CHARACTERS}
          inputMode="numeric"
          required
          data-autofocus
        />
      </Field>
    </ReasonDialog>
  );
};
