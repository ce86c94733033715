// phone-dialog.tsx — an operator changes a person's number, with a reason; account and devices stay.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { personKey } from './person';
import { personTexts } from './person.texts';

export const PhoneDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [phone, setPhone] = useState('');
  const change = useCommand({
    send: (reason: string, key) =>
      api.PUT('/api/v1/subscribers/{subscriberId}/phone', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { phone, reason },
      }),
    said: () => say('said.phone'),
    changes: [personKey(subscriberId), ['subscribers']],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.phone')}
      isPending={change.isPending}
      onClose={onClose}
      onSubmit={(reason) => change.mutate(reason)}
    >
      <Field name="phone">
        <TextInput
          label={say('phone.new')}
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          inputMode="tel"
          required
          data-autofocus
        />
      </Field>
    </ReasonDialog>
  );
};
