// debt-dialog.tsx — quota on credit: what is given, what it costs, when it is due, and why.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { GIGABYTE } from '../parts/gigabyte-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { QuotaFields, useQuotaFields } from '../parts/quota-fields';
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
  const { asked, fields } = useQuotaFields({ bytes: GIGABYTE, unlimited: false, days: 30 });
  const [price, setPrice] = useState<number | string>('');
  const [dueDate, setDueDate] = useState('');
  const give = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/debts', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: {
          ...{ reason, ...asked, priceRupiah: Number(price) },
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
      <QuotaFields {...fields} />
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
