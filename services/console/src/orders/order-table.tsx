// order-table.tsx — orders as lines that lead to their pages.
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import { useColleagues } from '../parts/use-colleagues';
import { StatusBadge } from '../parts/status';
import { WideTable } from '../parts/wide-table';
import { methodTexts } from './methods.texts';
import { orderTexts } from './orders.texts';
import { ReceiptLinks } from './receipt-links';
import type { Row } from '../parts/answer';

const SHOWN_CHARACTERS = 8;

export type Order = Row<'/api/v1/orders'>;

/** Whose order it is; the number where there is no name. */
export const OrderPerson = ({ order }: { readonly order: Order }) => {
  const { phone } = useFormats();
  const { subscriberId, subscriberName, subscriberPhone } = order;
  if (!subscriberId) return null;
  return (
    <>
      <Anchor component={Link} to={`/subscribers/${subscriberId}`} size="sm">
        {subscriberName ||
          (subscriberPhone ? phone(subscriberPhone) : subscriberId.slice(0, SHOWN_CHARACTERS))}
      </Anchor>
      {subscriberName && subscriberPhone && (
        <Text size="xs" c="dimmed">
          {phone(subscriberPhone)}
        </Text>
      )}
    </>
  );
};

type OrderTableProps = {
  readonly orders: readonly Order[];
  /** With the receipt of what is paid for, to be printed again. */
  readonly withReceipts?: boolean;
};

export const OrderTable = ({ orders, withReceipts = false }: OrderTableProps) => {
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
              <Table.Td ta="right">{rupiah(order.amountRupiah)}</Table.Td>
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
              </Table.Td>
              <Table.Td>{instant(order.createdAt)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};
