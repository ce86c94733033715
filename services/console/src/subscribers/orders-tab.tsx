// orders-tab.tsx — the newest orders of a person.
import { Text } from '@mantine/core';
import { useSay } from '../language/language';
import { OrderTable } from '../orders/order-table';
import { Answered } from '../parts/problem';
import { usePersonOrders } from './person';
import { personTexts } from './person.texts';

export const OrdersTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const orders = usePersonOrders(subscriberId, true);
  return (
    <Answered query={orders}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">{say('orders.none')}</Text>
        ) : (
          <OrderTable orders={items} withReceipts />
        )
      }
    </Answered>
  );
};
