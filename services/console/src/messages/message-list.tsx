// message-list.tsx — how the channel fares, a test of it, the outbox by state, kind and number.
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { ChannelCard } from './channel-card';
import { isKind, kindTexts } from './kind-names.texts';
import { MessageTable, useKindName } from './message-table';
import { messageTexts } from './messages.texts';
import { TestButton } from './test-dialog';

const STATES = ['queued', 'sending', 'sent', 'failed', 'expired', 'unknown', 'switched_off'] as const;
const LOOK_MILLISECONDS = 5_000;
const WAIT_MILLISECONDS = 300;
const PAGE = 50;
/** Fewer digits are no number yet. */
const PHONE = /^\+?[\d\s().-]{8,}$/;
const KINDS = Object.keys(kindTexts).filter(isKind);
const route = getRouteApi('/messages');

const Outbox = () => {
  const say = useSay(messageTexts);
  const kindName = useKindName();
  const search = route.useSearch();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const state = STATES.find((one) => one === search.state);
  const { kind } = search;
  const phone = search.phone !== undefined && PHONE.test(search.phone) ? search.phone : undefined;
  const choose = (change: Partial<typeof search>) =>
    void navigate({ to: '/messages', search: { ...search, ...change }, replace: true });
  const find = useDebouncedCallback(
    (text: string) => choose({ phone: text.trim() || undefined }),
    WAIT_MILLISECONDS,
  );
  const messages = usePages(
    ['messages', 'list', { state, kind, phone }],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/messages', {
          params: { query: { state, kind, phone, limit: PAGE, cursor } },
          signal,
        }),
      ),
    LOOK_MILLISECONDS,
  );
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          ref={field}
          label={say('phone')}
          placeholder="0812 …  ( / )"
          type="search"
          defaultValue={search.phone}
          onChange={(event) => find(event.currentTarget.value)}
          w={200}
        />
        <Select
          label={say('state')}
          w={160}
          value={state ?? 'all'}
          onChange={(value) => choose({ state: STATES.find((one) => one === value) })}
          data={['all' as const, ...STATES].map((value) => ({ value, label: say(`state.${value}`) }))}
          allowDeselect={false}
        />
        <Select
          label={say('kind')}
          w={260}
          searchable
          value={kind ?? 'all'}
          onChange={(value) => choose({ kind: KINDS.find((one) => one === value) })}
          data={[
            { value: 'all', label: say('kind.all') },
            ...KINDS.map((value) => ({ value, label: kindName(value) })),
          ]}
          allowDeselect={false}
        />
      </Group>
      <PagesOf pages={messages} empty={say('empty')}>
        {(items) => <MessageTable messages={items} />}
      </PagesOf>
    </Stack>
  );
};

export const MessageList = () => {
  const say = useSay(messageTexts);
  const may = useMay();
  return (
    <>
      <PageTitle title={say('title')}>
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/templates" />}>
          {say('templates')}
        </Button>
        {may('messages:control') && <TestButton />}
      </PageTitle>
      <Stack>
        <ChannelCard />
        <Outbox />
      </Stack>
    </>
  );
};
