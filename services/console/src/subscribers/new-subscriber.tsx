// new-subscriber.tsx — an operator adds a person: approved at once, known by the number.
import { TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { listTexts } from './subscribers.texts';

const LONGEST_NAME = 100;

export const NewSubscriber = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(listTexts);
  const navigate = useNavigate();
  const [phone, setPhone] = useState('');
  const [name, setName] = useState('');
  const add = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/subscribers', {
          params: { header: { 'Idempotency-Key': key } },
          body: { phone, ...(name.trim() ? { name: name.trim() } : {}) },
        }),
      ),
    said: () => say('said.added'),
    changes: [['subscribers']],
    onDone: ({ subscriberId }) =>
      void navigate({ to: '/subscribers/$subscriberId', params: { subscriberId } }),
  });
  return (
    <FormDialog title={say('add')} isPending={add.isPending} onSubmit={() => add.mutate()} onClose={onClose}>
      <Field name="phone">
        <TextInput
          label={say('list.phone')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          inputMode="tel"
          placeholder="0812 3456 7890"
          required
          data-autofocus
        />
      </Field>
      <Field name="name">
        <TextInput
          label={say('list.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={LONGEST_NAME}
        />
      </Field>
    </FormDialog>
  );
};
