// order-table.tsx — orders as lines that lead to their pages; on a phone as cards.
import { Anchor, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import { useColleagues } from '../parts/use-colleagues';
import { useIsPhone } from '../parts/use-is-phone';
import { StatusBadge } from '../parts/status';
import { WideTable } from '../parts/wide-table';
import { methodTexts } from './methods.texts';
import { orderTexts } from './orders.texts';
import { ReceiptLinks } from './receipt-links';
import type { Row } from '../parts/answer';

const SHOWN_CHARACTERS = 8;

export type Order = Row<'/api/v1/orders'>;

/** What comes in: the amount, and what tells it apart. */
export const sumOf = ({ amountRupiah, addedRupiah = 0 }: Order): number => amountRupiah + addedRupiah;

type Person = { readonly id: string; readonly name: string | undefined; readonly number: string | undefined };

/** The number where there is no name. */
const PersonLink = ({ id, name, number }: Person) => {
  const { phone } = useFormats();
  return (
    <>
      <Anchor component={Link} to={`/subscribers/${id}`} size="sm">
        {name || (number ? phone(number) : id.slice(0, SHOWN_CHARACTERS))}
      </Anchor>
      {name && number && (
        <Text size="xs" c="dimmed">
          {phone(number)}
        </Text>
      )}
    </>
  );
};

/** Whose order it is. */
export const OrderPerson = ({ order }: { readonly order: Order }) => {
  const { subscriberId: id, subscriberName: name, subscriberPhone: number } = order;
  return id ? <PersonLink {...{ id, name, number }} /> : null;
};

/** Whose account a gift goes to. */
export const OrderReceiver = ({ order }: { readonly order: Order }) => {
  const { receiverId: id, receiverName: name, receiverPhone: number } = order;
  return id ? <PersonLink {...{ id, name, number }} /> : null;
};

/** Its payer says that it is paid. */
const Proof = ({ order }: { readonly order: Order }) => {
  const say = useSay(orderTexts);
  return order.hasProof ? (
    <Text size="xs" fw={600} style={{ whiteSpace: 'nowrap' }}>
      {say('order.hasProof')}
    </Text>
  ) : null;
};

type OrderTableProps = {
  readonly orders: readonly Order[];
  /** With the receipt of what is paid for, to be printed again. */
  readonly withReceipts?: boolean;
};

const OrderCard = ({ order, withReceipts }: { readonly order: Order; readonly withReceipts: boolean }) => {
  const { rupiah, instant } = useFormats();
  const { nameOf } = useColleagues();
  const sayMethod = useSay(methodTexts);
  const method = [sayMethod(order.method), order.cashier && nameOf(order.cashier)].filter(Boolean).join(', ');
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/orders/${order.orderId}`} size="sm" fw={600}>
            {order.description}
          </Anchor>
          <div>
            <OrderPerson order={order} />
          </div>
        </div>
        <Stack gap={4} align="flex-end">
          <Text fw={600} style={{ whiteSpace: 'nowrap' }}>
            {rupiah(sumOf(order))}
          </Text>
          <StatusBadge status={order.state} />
          <Proof order={order} />
        </Stack>
      </Group>
      <Text size="xs" c="dimmed" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {method} · {instant(order.createdAt)} · {order.orderNumber}
      </Text>
      {withReceipts && order.invoiceNumber && <ReceiptLinks orderId={order.orderId} />}
    </Paper>
  );
};

export const OrderTable = ({ orders, withReceipts = false }: OrderTableProps) => {
  const isPhone = useIsPhone();
  if (!isPhone) return <OrderLines orders={orders} withReceipts={withReceipts} />;
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {orders.map((order) => (
        <OrderCard key={order.orderId} order={order} withReceipts={withReceipts} />
      ))}
    </Stack>
  );
};

const OrderLines = ({ orders, withReceipts }: Required<OrderTableProps>) => {
  const say = useSay(orderTexts);
  const { rupiah, instant } = useFormats();
  const { nameOf } = useColleagues();
  const sayMethod = useSay(methodTexts);
  return (
    <WideTable minWidth={820}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('head.number')}</Table.Th>
            <Table.Th>{say('head.who')}</Table.Th>
            <Table.Th>{say('head.what')}</Table.Th>
            <Table.Th ta="right">{say('head.amount')}</Table.Th>
            <Table.Th>
              {say('head.method')}, {say('head.cashier')}
            </Table.Th>
            <Table.Th>{say('head.state')}</Table.Th>
            <Table.Th>{say('head.at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => (
            <Table.Tr key={order.orderId}>
              <Table.Td>
                <Anchor component={Link} to={`/orders/${order.orderId}`} size="sm" fw={600}>
                  {order.orderNumber}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <OrderPerson order={order} />
              </Table.Td>
              <Table.Td>
                {order.description}
                {withReceipts && order.invoiceNumber && <ReceiptLinks orderId={order.orderId} />}
              </Table.Td>
              <Table.Td ta="right">{rupiah(sumOf(order))}</Table.Td>
              <Table.Td>
                {sayMethod(order.method)}
                {order.cashier && (
                  <Text size="xs" c="dimmed">
                    {nameOf(order.cashier)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <StatusBadge status={order.state} />
                <Proof order={order} />
              </Table.Td>
              <Table.Td>{instant(order.createdAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};
