// refund-dialog.tsx — says before what would be taken back, then gives money back.
import { Alert, Checkbox, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import type { Order } from './order-table';
import { orderTexts } from './orders.texts';
import type { Answer } from '../parts/answer';

const CHANGES = [['orders'], ['person'], ['home']];

type Preview = Answer<'/api/v1/orders/{id}/refund'>;

const TakenBack = ({ preview }: { readonly preview: Preview }) => {
  const say = useSay(orderTexts);
  const { bytes } = useFormats();
  const { takesNothingBack, takenBackBytes, usedBytes } = preview;
  return (
    <Alert color={takesNothingBack ? 'orange' : 'gray'}>
      <Text size="sm">
        {takesNothingBack ? say('refund.nothing') : say('refund.takes', { bytes: bytes(takenBackBytes) })}
      </Text>
      {usedBytes > 0 && <Text size="sm">{say('refund.used', { bytes: bytes(usedBytes) })}</Text>}
    </Alert>
  );
};

export const RefundDialog = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const say = useSay(orderTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>('');
  const [keepPurchase, setKeep] = useState(false);
  const [payoutNote, setPayout] = useState('');
  const path = { id: order.orderId };
  const preview = useQuery({
    queryKey: ['orders', order.orderId, 'refund'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/orders/{id}/refund', { params: { path }, signal })),
  });
  const refund = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/orders/{id}/refund', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: {
          reason,
          ...(amount === '' ? {} : { amountRupiah: Number(amount) }),
          ...(keepPurchase ? { keepPurchase } : {}),
          ...(payoutNote.trim() ? { payoutNote: payoutNote.trim() } : {}),
        },
      }),
    said: () => say('said.refund'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.refund')}
      isDangerous
      isPending={refund.isPending}
      onClose={onClose}
      onSubmit={(reason) => refund.mutate(reason)}
    >
      <Answered query={preview}>
        {(found) => (
          <>
            <Text size="sm">{say('refund.left', { amount: rupiah(found.leftRupiah) })}</Text>
            {!keepPurchase && <TakenBack preview={found} />}
            <MoneyField
              label={say('refund.amount')}
              placeholder={String(found.leftRupiah)}
              value={amount}
              onChange={setAmount}
              min={1}
              most={found.leftRupiah}
            />
          </>
        )}
      </Answered>
      <Checkbox
        label={say('refund.keep')}
        checked={keepPurchase}
        onChange={(event) => setKeep(event.currentTarget.checked)}
      />
      <TextInput
        label={say('refund.payout')}
        description={say('refund.payoutHint')}
        value={payoutNote}
        onChange={(event) => setPayout(event.currentTarget.value)}
        maxLength={300}
      />
    </ReasonDialog>
  );
};
