// audit-page.tsx — what operators did, newest first: who, what, before and after, from where, and how it ended.
import { Anchor, Badge, Button, Center, Group, Paper, Select, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { useIsPhone } from '../parts/use-is-phone';
import { useActName } from './act-names';
import { permissionTexts } from '../parts/permission.texts';
import { useColleagues } from '../parts/use-colleagues';
import { Loading, Problem } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import type { Permission } from '../session/session';
import { auditTexts } from './audit.texts';

type Entry = Row<'/api/v1/audit'>;
const OUTCOMES = ['done', 'refused', 'failed', 'begun'] as const;
type OutcomeName = (typeof OUTCOMES)[number];
/** What did not happen is seen at once; of what only began, nobody knows. */
const COLOURS: Readonly<Record<string, string>> = { refused: 'red', failed: 'red', begun: 'orange' };
const PAGE = 50;
/** Of an id. */
const SHOWN_CHARACTERS = 8;
/** Of an act at the terminal. */
const MACHINE = '00000000-0000-0000-0000-000000000000';
const PERMISSIONS = Object.keys(permissionTexts) as Permission[];
const route = getRouteApi('/audit');

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (json: string): Fields => (json === '' ? {} : (JSON.parse(json) as Fields));
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What was asked for, field by field, with what stood there before. */
const Change = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(auditTexts);
  const before = fieldsOf(entry.beforeJson);
  return (
    <Stack gap={2}>
      {Object.entries(fieldsOf(entry.bodyJson)).map(([name, value]) => (
        <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}: <strong>{shown(value)}</strong>
          {name in before && ` (${say('was', { value: shown(before[name]) })})`}
        </Text>
      ))}
    </Stack>
  );
};

/** Of whom and of what it was. */
const Targets = ({ params }: Pick<Entry, 'params'>) => {
  const say = useSay(auditTexts);
  const { subscriberId, ...others } = params;
  return (
    <>
      {subscriberId && (
        <Anchor component={Link} to={`/subscribers/${subscriberId}`} size="xs">
          {say('person', { id: subscriberId.slice(0, SHOWN_CHARACTERS) })}
        </Anchor>
      )}
      {Object.values(others).map((id) => (
        <Text key={id} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {id}
        </Text>
      ))}
    </>
  );
};

const useEntryWords = () => {
  const say = useSay(auditTexts);
  const sayPermission = useSay(permissionTexts);
  const actOf = useActName();
  return {
    who: ({ operatorId, operatorName }: Entry): string =>
      operatorId === MACHINE ? say('machine') : operatorName || operatorId.slice(0, SHOWN_CHARACTERS),
    from: ({ address, apiKeyId }: Entry): string => `${address}${apiKeyId ? ` · ${say('key')}` : ''}`,
    act: (entry: Entry): string =>
      actOf(entry) ?? (entry.permission ? sayPermission(entry.permission) : say('own')),
    call: ({ httpMethod, route: path }: Entry): string => `${httpMethod} ${path.replace('/api/v1', '')}`,
  };
};

const Outcome = ({ outcome, code }: Pick<Entry, 'outcome' | 'code'>) => {
  const say = useSay(auditTexts);
  return (
    <>
      <Badge
        variant={outcome === 'done' ? 'default' : 'light'}
        color={COLOURS[outcome]}
        tt="none"
        miw="max-content"
      >
        {say(`outcome.${outcome}`)}
      </Badge>
      {code && (
        <Text size="xs" c="dimmed">
          {code}
        </Text>
      )}
    </>
  );
};

const EntryRow = ({ entry }: { readonly entry: Entry }) => {
  const words = useEntryWords();
  const { instant } = useFormats();
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{instant(entry.at)}</Table.Td>
      <Table.Td>
        {words.who(entry)}
        <Text size="xs" c="dimmed">
          {words.from(entry)}
        </Text>
      </Table.Td>
      <Table.Td>
        {words.act(entry)}
        <Text size="xs" c="dimmed">
          {words.call(entry)}
        </Text>
        <Targets params={entry.params} />
      </Table.Td>
      <Table.Td>
        <Change entry={entry} />
      </Table.Td>
      <Table.Td>
        <Outcome {...entry} />
      </Table.Td>
    </Table.Tr>
  );
};

/** On a phone: what, who and when, then what it changed. */
const EntryCard = ({ entry }: { readonly entry: Entry }) => {
  const words = useEntryWords();
  const { instant } = useFormats();
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text fw={600} size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {words.act(entry)}
        </Text>
        <Stack gap={2} align="flex-end">
          <Outcome {...entry} />
        </Stack>
      </Group>
      <Text size="sm">
        {words.who(entry)} · {instant(entry.at)}
      </Text>
      <Change entry={entry} />
      <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
        {words.call(entry)} · {words.from(entry)}
      </Text>
      <Targets params={entry.params} />
    </Paper>
  );
};

const Entries = ({ items }: { readonly items: readonly Entry[] }) => {
  const say = useSay(auditTexts);
  const isPhone = useIsPhone();
  if (items.length === 0) return <Center p="xl">{say('empty')}</Center>;
  if (isPhone)
    return (
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((entry) => (
          <EntryCard key={entry.entryId} entry={entry} />
        ))}
      </Stack>
    );
  return (
    <WideTable minWidth={860}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('when')}</Table.Th>
            <Table.Th>{say('who')}</Table.Th>
            <Table.Th>{say('what')}</Table.Th>
            <Table.Th>{say('change')}</Table.Th>
            <Table.Th>{say('end')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((entry) => (
            <EntryRow key={entry.entryId} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

type Filter = {
  readonly operatorId: string | undefined;
  readonly outcome: OutcomeName | undefined;
  readonly permission: Permission | undefined;
  readonly target: string | undefined;
};

const useEntries = (filter: Filter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/audit', {
          params: { query: { ...filter, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

type Chosen = Omit<Filter, 'target'>;
const ANY: Chosen = { operatorId: undefined, permission: undefined, outcome: undefined };

const FilterFields = ({
  filter,
  onChange,
}: {
  readonly filter: Chosen;
  readonly onChange: (change: Partial<Chosen>) => void;
}) => {
  const say = useSay(auditTexts);
  const sayPermission = useSay(permissionTexts);
  const { colleagues } = useColleagues();
  return (
    <Group align="flex-end">
      <Select
        label={say('who')}
        value={filter.operatorId ?? null}
        placeholder={say('who.all')}
        onChange={(value) => onChange({ operatorId: value ?? undefined })}
        data={colleagues.map(({ operatorId, name }) => ({ value: operatorId, label: name }))}
        searchable
        clearable
      />
      <Select
        label={say('action')}
        value={filter.permission ?? null}
        placeholder={say('action.all')}
        onChange={(value) => onChange({ permission: PERMISSIONS.find((one) => one === value) })}
        data={PERMISSIONS.map((value) => ({ value, label: sayPermission(value) }))}
        searchable
        clearable
      />
      <Select
        label={say('outcome')}
        value={filter.outcome ?? 'all'}
        onChange={(value) => onChange({ outcome: OUTCOMES.find((one) => one === value) })}
        data={(['all', ...OUTCOMES] as const).map((value) => ({ value, label: say(`outcome.${value}`) }))}
        allowDeselect={false}
      />
    </Group>
  );
};

export const AuditPage = () => {
  const say = useSay(auditTexts);
  const { target } = route.useSearch();
  const [chosen, setChosen] = useState<Chosen>(ANY);
  const filter = { ...chosen, target };
  const entries = useEntries(filter);
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const set = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return (
    <>
      <PageTitle title={say('title')}>
        <Button
          component="a"
          variant="default"
          href={`/api/v1/audit.csv?${new URLSearchParams(set).toString()}`}
        >
          {say('csv')}
        </Button>
      </PageTitle>
      <Stack>
        <FilterFields filter={filter} onChange={(change) => setChosen({ ...chosen, ...change })} />
        {target && (
          <Text size="sm">
            {say('about', { id: target })} ·{' '}
            <Anchor component={Link} to="/audit" size="sm">
              {say('everything')}
            </Anchor>
          </Text>
        )}
        {entries.isError && <Problem error={entries.error} onRetry={() => void entries.refetch()} />}
        {entries.isPending ? <Loading /> : !entries.isError && <Entries items={items} />}
        {entries.hasNextPage && (
          <Button
            variant="default"
            loading={entries.isFetchingNextPage}
            onClick={() => void entries.fetchNextPage()}
          >
            {say('more')}
          </Button>
        )}
      </Stack>
    </>
  );
};
