// order-actions.tsx — ask again, confirm, cancel, refund, give again: each as the order's state allows.
import { Button, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { ORDER_CHANGES } from './order-changes';
import { isPaidByHand, isSeenByHand } from './methods.texts';
import { sumOf, type Order } from './order-table';
import { orderTexts } from './orders.texts';
import { RefundDialog } from './refund-dialog';

const OPEN: readonly string[] = ['created', 'pending'];
/** Money that an operator sees may be there late. */
const ENDED: readonly string[] = ['expired', 'cancelled'];
/** No gateway knows of what was paid by hand. */
const PAID: readonly string[] = ['paid', 'fulfilled'];

const ConfirmDialog = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const say = useSay(orderTexts);
  const [amount, setAmount] = useState<number | string>(sumOf(order));
  const confirm = useCommand({
    send: (note: string, key) =>
      api.POST('/api/v1/orders/{id}/confirm', {
        params: { path: { id: order.orderId }, header: { 'Idempotency-Key': key } },
        body: { amountRupiah: Number(amount), note },
      }),
    said: () => say('said.confirm'),
    changes: ORDER_CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.confirm')}
      isPending={confirm.isPending}
      onClose={onClose}
      onSubmit={(note) => confirm.mutate(note)}
    >
      <MoneyField label={say('confirm.amount')} value={amount} onChange={setAmount} min={1} isFirst />
    </ReasonDialog>
  );
};

const CallOffDialog = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const say = useSay(orderTexts);
  const callOff = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/orders/{id}/call-off', {
          params: { path: { id: order.orderId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.callOff'),
    changes: ORDER_CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('act.callOff')}
      isPending={callOff.isPending}
      isDangerous
      onSubmit={() => callOff.mutate()}
      onClose={onClose}
    >
      <Text size="sm">{say('callOff.hint')}</Text>
    </FormDialog>
  );
};

export const OrderActions = ({ order }: { readonly order: Order }) => {
  const say = useSay(orderTexts);
  const may = useMay();
  const [dialog, setDialog] = useState<'confirm' | 'refund' | 'callOff' | null>(null);
  const path = { id: order.orderId };
  const recheck = useCommand({
    send: (_: void) => api.POST('/api/v1/orders/{id}/recheck', { params: { path } }),
    said: () => say('said.recheck'),
    changes: ORDER_CHANGES,
  });
  const retry = useCommand({
    send: (_: void) => api.POST('/api/v1/orders/{id}/retry', { params: { path } }),
    said: () => say('said.retry'),
    changes: ORDER_CHANGES,
  });
  const isOpen = OPEN.includes(order.state);
  const mayBeLate = ENDED.includes(order.state) && isSeenByHand(order.method);
  return (
    <>
      {order.state === 'paid' && may('orders:retry') && (
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {say('act.retry')}
        </Button>
      )}
      {(isOpen || mayBeLate) && may('orders:confirm') && (
        <Button onClick={() => setDialog('confirm')}>{say('act.confirm')}</Button>
      )}
      {may('orders:recheck') && !isPaidByHand(order.method) && (
        <Button variant="default" loading={recheck.isPending} onClick={() => recheck.mutate()}>
          {say('act.recheck')}
        </Button>
      )}
      {PAID.includes(order.state) && may('orders:refund') && (
        <Button variant="default" onClick={() => setDialog('refund')}>
          {say('act.refund')}
        </Button>
      )}
      {isOpen && may('orders:recheck') && (
        <Button variant="default" onClick={() => setDialog('callOff')}>
          {say('act.callOff')}
        </Button>
      )}
      {dialog === 'callOff' && <CallOffDialog order={order} onClose={() => setDialog(null)} />}
      {dialog === 'confirm' && <ConfirmDialog order={order} onClose={() => setDialog(null)} />}
      {dialog === 'refund' && <RefundDialog order={order} onClose={() => setDialog(null)} />}
    </>
  );
};
