// confirm-transfers.tsx — transfers that wait, confirmed at once: each is ticked, and each has an end of its own.
import { Anchor, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { confirmTexts } from './confirm-transfers.texts';
import { ORDER_CHANGES } from './order-changes';
import { SEEN_BY_HAND } from './methods.texts';
import { sumOf, type Order } from './order-table';
import { TO_CONFIRM } from './to-confirm';

/** As many as are confirmed in one request. */
const AT_ONCE = 100;
type End = { readonly orderId: string; readonly state: string; readonly why: string };

const Waiting = ({
  order,
  isChosen,
  end,
  onChoose,
}: {
  readonly order: Order;
  readonly isChosen: boolean;
  readonly end: End | undefined;
  readonly onChoose: (isChosen: boolean) => void;
}) => {
  const say = useSay(confirmTexts);
  const { rupiah, phone } = useFormats();
  const { orderId, orderNumber, state, subscriberName, subscriberPhone, hasProof } = order;
  const ended = state === 'cancelled' || state === 'expired' ? say(state) : '';
  const who = subscriberName || (subscriberPhone ? phone(subscriberPhone) : '');
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
      <Checkbox
        label={[who, rupiah(sumOf(order)), order.description].filter(Boolean).join(' · ')}
        description={[orderNumber, ended].filter(Boolean).join(' · ')}
        checked={isChosen}
        disabled={end !== undefined}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        style={{ flex: 1 }}
      />
      {end ? (
        <Text size="sm" fw={600} c={end.state === 'done' ? undefined : 'red.9'}>
          {end.state === 'done' ? say('done') : end.why}
        </Text>
      ) : hasProof ? (
        <Anchor size="sm" href={`/api/v1/orders/${orderId}/proof`} target="_blank">
          {say('proof', { number: orderNumber.slice(-4) })}
        </Anchor>
      ) : (
        <Text size="sm" c="dimmed">
          {say('noProof')}
        </Text>
      )}
    </Group>
  );
};

/** Whose proof is missing is looked at first. */
const proved = (orders: readonly Order[]): ReadonlySet<string> =>
  new Set(orders.filter(({ hasProof }) => hasProof).map(({ orderId }) => orderId));

const Chosen = ({ orders, onClose }: { readonly orders: readonly Order[]; readonly onClose: () => void }) => {
  const say = useSay(confirmTexts);
  const { rupiah, number } = useFormats();
  const [chosen, setChosen] = useState(() => proved(orders));
  const [note, setNote] = useState('');
  const [ends, setEnds] = useState<readonly End[]>();
  const items = orders.filter(({ orderId }) => chosen.has(orderId));
  const confirm = useCommand({
    send: (seen: readonly Order[], key) =>
      answerOf(
        api.POST('/api/v1/orders/confirmations', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            items: seen.map((one) => ({ orderId: one.orderId, amountRupiah: sumOf(one) })),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    said: (answer) => {
      const done = answer.items.filter(({ state }) => state === 'done').length;
      return say('said', { done: number(done), left: number(answer.items.length - done) });
    },
    changes: ORDER_CHANGES.filter(([name]) => name !== 'orders'),
    onDone: (answer) => setEnds(answer.items),
  });
  const choose = (orderId: string, isChosen: boolean) =>
    setChosen(
      (before) => new Set([...before].filter((one) => one !== orderId).concat(isChosen ? orderId : [])),
    );
  const sum = items.reduce((all, one) => all + sumOf(one), 0);
  return (
    <FormDialog
      title={say('act')}
      submit={say('submit', { count: number(items.length) })}
      isPending={confirm.isPending}
      isDisabled={items.length === 0}
      isOver={ends !== undefined || orders.length === 0}
      onSubmit={() => confirm.mutate(items)}
      onClose={onClose}
    >
      <Text size="sm">{say(orders.length === 0 ? 'none' : 'hint')}</Text>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {orders.map((order) => (
          <Waiting
            key={order.orderId}
            order={order}
            isChosen={chosen.has(order.orderId)}
            end={ends?.find(({ orderId }) => orderId === order.orderId)}
            onChoose={(isChosen) => choose(order.orderId, isChosen)}
          />
        ))}
      </Stack>
      {orders.length > 0 && (
        <>
          <TextInput
            label={say('note')}
            value={note}
            maxLength={300}
            disabled={ends !== undefined}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text size="sm" fw={600} role="status">
            {say('sum', { count: number(items.length), amount: rupiah(sum) })}
          </Text>
        </>
      )}
    </FormDialog>
  );
};

export const ConfirmTransfers = ({ onClose }: { readonly onClose: () => void }) => {
  const waiting = useQuery({
    queryKey: ['transfers'],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        SEEN_BY_HAND.map((method) =>
          answerOf(
            api.GET('/api/v1/orders', {
              params: { query: { state: TO_CONFIRM, method, limit: AT_ONCE } },
              signal,
            }),
          ),
        ),
      );
      return { items: pages.flatMap(({ items }) => items).slice(0, AT_ONCE) };
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return <Answered query={waiting}>{({ items }) => <Chosen orders={items} onClose={onClose} />}</Answered>;
};
