// order-list.tsx — orders by state, and by what a person at the counter names; `/` goes to the search.
import { Anchor, Button, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { ConfirmTransfers } from './confirm-transfers';
import { confirmTexts } from './confirm-transfers.texts';
import { OrderTable } from './order-table';
import { TO_CONFIRM } from './to-confirm';
import { orderTexts } from './orders.texts';

const PAGE = 50;
const WAIT_MILLISECONDS = 200;
const STATES = ['all', 'open', 'unfulfilled', 'fulfilled'] as const;
type State = (typeof STATES)[number];
const PHONE = /^\+?[\d\s().-]{5,}$/;
const route = getRouteApi('/orders');

/** A phone's number has nothing but digits; anything else is a part of an order's or a receipt's. */
const searchOf = (text: string | undefined) => {
  if (!text) return {};
  return PHONE.test(text) ? { phone: text } : { numberPart: text };
};

export const OrderList = () => {
  const say = useSay(orderTexts);
  const sayConfirm = useSay(confirmTexts);
  const may = useMay();
  const { state: asked, number } = route.useSearch();
  const mayConfirm = may('orders:confirm');
  const [isConfirming, setConfirming] = useState(asked === TO_CONFIRM && mayConfirm);
  const state: State = STATES.find((one) => one === asked) ?? 'all';
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const search = useDebouncedCallback(
    (text: string) =>
      void navigate({ to: '/orders', search: { state, number: text.trim() || undefined }, replace: true }),
    WAIT_MILLISECONDS,
  );
  const orders = usePages(['orders', { state, number }], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/orders', {
        params: { query: { state, ...searchOf(number), cursor, limit: PAGE } },
        signal,
      }),
    ),
  );
  const set = Object.entries({ state, ...searchOf(number) }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return (
    <>
      <PageTitle title={say('list.title')}>
        {mayConfirm && (
          <Button variant="default" onClick={() => setConfirming(true)}>
            {sayConfirm('act')}
          </Button>
        )}
        <Anchor href={`/api/v1/orders.csv?${new URLSearchParams(set).toString()}`} download>
          {say('list.csv')}
        </Anchor>
      </PageTitle>
      <Stack>
        <TextInput
          ref={field}
          aria-label={say('list.find')}
          placeholder={`${say('list.find')}  ( / )`}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={number}
          onChange={(event) => search(event.currentTarget.value)}
          maw={420}
        />
        <SegmentedControl
          aria-label={say('list.state')}
          value={state}
          onChange={(value) => void navigate({ to: '/orders', search: { state: value, number } })}
          data={STATES.map((value) => ({ value, label: say(`list.${value}`) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        <PagesOf pages={orders} empty={say('list.empty')}>
          {(items) => <OrderTable orders={items} />}
        </PagesOf>
      </Stack>
      {isConfirming && <ConfirmTransfers onClose={() => setConfirming(false)} />}
    </>
  );
};
