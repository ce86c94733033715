// extra-payments.tsx — money of other transactions of an order: each is refunded, or buys the same once more.
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { ReasonDialog } from '../parts/reason-dialog';
import { Problem } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { extraPaymentTexts, extraStateTexts, type ExtraPayment } from './extra-payments.texts';
import { ORDER_CHANGES } from './order-changes';
import { PayoutFields, payoutBodyOf, usePayout } from './payout-fields';

const LOOK_MILLISECONDS = 5_000;
const SHOWN_CHARACTERS = 8;

type DialogProps = {
  readonly orderId: string;
  readonly transactionId: string;
  readonly amountRupiah: number;
  readonly onClose: () => void;
};
const callOf = ({ orderId, transactionId }: DialogProps, key: string) => ({
  params: { path: { id: orderId, transactionId }, header: { 'Idempotency-Key': key } },
});

const RefundExtra = (props: DialogProps) => {
  const say = useSay(extraPaymentTexts);
  const payout = usePayout(true);
  const refund = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/orders/{id}/transactions/{transactionId}/refund', {
        ...callOf(props, key),
        body: { reason, ...payoutBodyOf(payout) },
      }),
    said: () => say('said.refund'),
    changes: ORDER_CHANGES,
    onDone: props.onClose,
  });
  return (
    <ReasonDialog
      title={say('refund')}
      isDangerous
      isPending={refund.isPending}
      onClose={props.onClose}
      onSubmit={(reason) => refund.mutate(reason)}
    >
      <PayoutFields payout={payout} amountRupiah={props.amountRupiah} />
    </ReasonDialog>
  );
};

const GiveExtra = (props: DialogProps) => {
  const say = useSay(extraPaymentTexts);
  const give = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/orders/{id}/transactions/{transactionId}/give', {
        ...callOf(props, key),
        body: { reason },
      }),
    said: () => say('said.give'),
    changes: ORDER_CHANGES,
    onDone: props.onClose,
  });
  return (
    <ReasonDialog
      title={say('give')}
      isPending={give.isPending}
      onClose={props.onClose}
      onSubmit={(reason) => give.mutate(reason)}
    >
      <Text size="sm">{say('give.hint')}</Text>
    </ReasonDialog>
  );
};

const ExtraCard = ({
  payment,
  onDialog,
}: {
  readonly payment: ExtraPayment;
  readonly onDialog: (kind: 'refund' | 'give') => void;
}) => {
  const say = useSay(extraPaymentTexts);
  const sayState = useSay(extraStateTexts);
  const { rupiah } = useFormats();
  const may = useMay();
  const isHeld = payment.state === 'held';
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <Group gap="xs">
            <Text fw={600}>{rupiah(payment.amountRupiah)}</Text>
            <Badge variant={isHeld ? 'filled' : 'default'} color={isHeld ? 'orange.9' : undefined} tt="none">
              {sayState(payment.state)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {say('transaction', { id: payment.transactionId.slice(0, SHOWN_CHARACTERS) })}
            {payment.returnedRupiah > 0
              ? ` · ${say('back', { amount: rupiah(payment.returnedRupiah) })}`
              : ''}
          </Text>
        </div>
        {isHeld && (
          <Group gap="xs">
            {may('orders:refund') && (
              <Button size="xs" onClick={() => onDialog('refund')}>
                {say('refund')}
              </Button>
            )}
            {may('orders:confirm') && (
              <Button size="xs" variant="default" onClick={() => onDialog('give')}>
                {say('give')}
              </Button>
            )}
          </Group>
        )}
      </Group>
    </Paper>
  );
};

export const ExtraPayments = ({ orderId }: { readonly orderId: string }) => {
  const say = useSay(extraPaymentTexts);
  const { rupiah } = useFormats();
  const [dialog, setDialog] = useState<{ kind: 'refund' | 'give'; payment: ExtraPayment } | null>(null);
  const extras = useQuery({
    queryKey: ['orders', orderId, 'transactions'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/orders/{id}/transactions', { params: { path: { id: orderId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  if (extras.isError) return <Problem error={extras.error} onRetry={() => void extras.refetch()} />;
  const items = extras.data?.items ?? [];
  if (items.length === 0) return null;
  const open = dialog && { orderId, ...dialog.payment, onClose: () => setDialog(null) };
  return (
    <Stack gap="xs" maw={640} w="100%">
      <Title order={2} size="h4">
        {say('title')}
      </Title>
      {items.some(({ state }) => state === 'held') && <Text size="sm">{say('hint')}</Text>}
      {items.map((payment) => (
        <ExtraCard
          key={payment.transactionId}
          payment={payment}
          onDialog={(kind) => setDialog({ kind, payment })}
        />
      ))}
      {open && (
        <DialogsAbout what={rupiah(open.amountRupiah)}>
          {dialog.kind === 'refund' ? <RefundExtra {...open} /> : <GiveExtra {...open} />}
        </DialogsAbout>
      )}
    </Stack>
  );
};
