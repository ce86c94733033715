// debt-dialog.tsx — quota on credit: what is given, what it costs, when it is due, and why.
import { Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { bytesOf, GigabyteField } from '../parts/gigabyte-field';
import { MoneyField } from '../parts/money-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { personKey } from './person';
import { personTexts } from './person.texts';

export const DebtDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [gigabytes, setGigabytes] = useState<number | string>(1);
  const [unlimited, setUnlimited] = useState(false);
  const [days, setDays] = useState<number | string>(30);
  const [price, setPrice] = useState<number | string>('');
  const [dueDate, setDueDate] = useState('');
  const give = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/debts', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: {
          ...{ reason, days: Number(days), priceRupiah: Number(price) },
          ...(unlimited ? { unlimited } : { bytes: bytesOf(gigabytes) }),
          ...(dueDate ? { dueAt: dueDate } : {}),
        },
      }),
    said: () => say('debts.added'),
    changes: [personKey(subscriberId), ['home']],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('debts.add')}
      isPending={give.isPending}
      onClose={onClose}
      onSubmit={(reason) => give.mutate(reason)}
    >
      <Group grow align="flex-end">
        <GigabyteField
          label={say('grant.gigabytes')}
          value={gigabytes}
          onChange={setGigabytes}
          disabled={unlimited}
          isFirst
        />
        <NumberInput
          label={say('grant.days')}
          value={days}
          onChange={setDays}
          min={0}
          max={MEASURES.days.most}
          allowDecimal={false}
        />
      </Group>
      <Checkbox
        label={say('grant.isUnlimited')}
        checked={unlimited}
        onChange={(event) => setUnlimited(event.currentTarget.checked)}
      />
      <MoneyField label={say('debts.price')} value={price} onChange={setPrice} required />
      <TextInput
        type="date"
        label={say('debts.dueAt')}
        description={say('debts.dueHint')}
        value={dueDate}
        onChange={(event) => setDueDate(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
};
