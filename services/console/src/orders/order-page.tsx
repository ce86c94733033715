// order-page.tsx — one order: what was paid for, where it stands, and what an operator may do.
import { Alert, Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { StatusBadge } from '../parts/status';
import { methodTexts } from './methods.texts';
import { ExtraPayments } from './extra-payments';
import { OrderActions } from './order-actions';
import { OrderPerson, OrderReceiver, sumOf, type Order } from './order-table';
import { OrderTrace } from './order-trace';
import { RefundStory } from './refund-story';
import { ReceiptLinks } from './receipt-links';
import { useSurplus } from './use-surplus';
import { orderTexts } from './orders.texts';
import { useWaitingText } from './waiting.texts';

const route = getRouteApi('/orders/$orderId');
const LOOK_MILLISECONDS = 5_000;

const Facts = ({ order }: { readonly order: Order }) => {
  const say = useSay(orderTexts);
  const { rupiah, instant } = useFormats();
  const sayMethod = useSay(methodTexts);
  const { nameOf } = useColleagues();
  const surplus = useSurplus(order);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('head.who'), order.subscriberId && <OrderPerson order={order} />],
    [say('order.agent'), order.agentId && nameOf(order.agentId)],
    [say('order.receiver'), order.receiverId && <OrderReceiver order={order} />],
    [say('head.what'), order.description],
    [say('head.amount'), rupiah(order.amountRupiah)],
    [say('order.added'), order.addedRupiah && rupiah(order.addedRupiah)],
    [say(order.paidAt ? 'order.received' : 'order.due'), order.addedRupiah && rupiah(sumOf(order))],
    [say('order.refunded'), order.refundedRupiah > 0 ? rupiah(order.refundedRupiah) : undefined],
    [say('order.surplus'), surplus],
    [say('head.method'), [sayMethod(order.method), order.bank].filter(Boolean).join(' ')],
    [say('head.cashier'), order.cashier && nameOf(order.cashier)],
    [say('order.invoice'), order.invoiceNumber],
    [say('order.createdAt'), instant(order.createdAt)],
    [say('order.paidAt'), order.paidAt && instant(order.paidAt)],
    [say('order.fulfilledAt'), order.fulfilledAt && instant(order.fulfilledAt)],
  ];
  return (
    <Table maw={560} withRowBorders={false} verticalSpacing={4}>
      <Table.Tbody>
        {facts.map(
          ([name, value]) =>
            value && (
              <Table.Tr key={name}>
                <Table.Th w={140} fw={400} c="dimmed">
                  {name}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ),
        )}
      </Table.Tbody>
    </Table>
  );
};

export const OrderPage = () => {
  const { orderId } = route.useParams();
  const say = useSay(orderTexts);
  const waitingText = useWaitingText();
  const order = useQuery({
    queryKey: ['orders', orderId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/orders/{id}', { params: { path: { id: orderId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  return (
    <Answered query={order}>
      {(one) => (
        <DialogsAbout
          what={[one.orderNumber, one.subscriberName, one.description].filter(Boolean).join(' · ')}
        >
          <PageTitle title={one.orderNumber}>
            <OrderActions order={one} />
          </PageTitle>
          <Stack align="flex-start">
            <StatusBadge status={one.state} />
            {one.waitingFor && (
              <Alert color="orange">{say('order.waiting', { reason: waitingText(one.waitingFor) })}</Alert>
            )}
            <Facts order={one} />
            <Group>
              {one.invoiceNumber && <ReceiptLinks orderId={one.orderId} />}
              {one.hasProof && (
                <Anchor href={`/api/v1/orders/${one.orderId}/proof`} target="_blank">
                  {say('order.proof')}
                </Anchor>
              )}
            </Group>
            <OrderTrace orderId={one.orderId} />
            <RefundStory order={one} />
            <ExtraPayments orderId={one.orderId} />
            {one.transferText && <Text size="sm">{one.transferText}</Text>}
          </Stack>
        </DialogsAbout>
      )}
    </Answered>
  );
};
