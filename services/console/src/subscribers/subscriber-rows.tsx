// subscriber-rows.tsx — subscribers as a table, on a phone as cards; ticked where something may be done for many.
import { Anchor, Box, Center, Checkbox, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { StatusBadge } from '../parts/status';
import { useIsPhone } from '../parts/use-is-phone';
import { WideTable } from '../parts/wide-table';
import { standingOf } from './standing';
import { listTexts } from './subscribers.texts';

export type Ticks = {
  readonly ids: ReadonlySet<string>;
  readonly set: (ids: ReadonlySet<string>) => void;
};

type Person = Row<'/api/v1/subscribers'>;

const Tick = ({ one, ticks }: { readonly one: Person; readonly ticks: Ticks }) => {
  const say = useSay(listTexts);
  return (
    <Checkbox
      aria-label={say('list.tick', { name: one.name || one.phone })}
      checked={ticks.ids.has(one.subscriberId)}
      onChange={() => ticks.set(toggled(ticks.ids, one.subscriberId))}
    />
  );
};

const PersonLink = ({ one }: { readonly one: Person }) => {
  const say = useSay(listTexts);
  return (
    <Anchor
      component={Link}
      to={`/subscribers/${one.subscriberId}`}
      fw={600}
      size="sm"
      c={one.name ? undefined : 'dimmed'}
    >
      {one.name || say('noName')}
    </Anchor>
  );
};

const PersonRow = ({ one, ticks }: { readonly one: Person; readonly ticks: Ticks | null }) => {
  const { phone, instant } = useFormats();
  return (
    <Table.Tr>
      {ticks && (
        <Table.Td>
          <Tick one={one} ticks={ticks} />
        </Table.Td>
      )}
      <Table.Td>
        <PersonLink one={one} />
      </Table.Td>
      <Table.Td>{phone(one.phone)}</Table.Td>
      <Table.Td>
        <StatusBadge status={standingOf(one)} />
      </Table.Td>
      <Table.Td>{one.site}</Table.Td>
      <Table.Td>{instant(one.createdAt)}</Table.Td>
    </Table.Tr>
  );
};

const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);

const TickAll = ({ people, ticks, label }: { people: readonly Person[]; ticks: Ticks; label?: string }) => {
  const say = useSay(listTexts);
  return (
    <Checkbox
      {...(label ? { label } : { 'aria-label': say('list.tickAll') })}
      checked={people.every(({ subscriberId }) => ticks.ids.has(subscriberId))}
      onChange={(event) =>
        ticks.set(new Set(event.currentTarget.checked ? people.map(({ subscriberId }) => subscriberId) : []))
      }
    />
  );
};

/** On a phone: who, the number, how they stand. */
const PersonCards = ({ people, ticks }: { people: readonly Person[]; ticks: Ticks | null }) => {
  const say = useSay(listTexts);
  const { phone } = useFormats();
  return (
    <>
      {ticks && <TickAll people={people} ticks={ticks} label={say('list.tickAll')} />}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {people.map((one) => (
          <Paper key={one.subscriberId} withBorder p="sm" component="li">
            <Group wrap="nowrap" gap="sm">
              {ticks && <Tick one={one} ticks={ticks} />}
              <Box flex={1} miw={0}>
                <PersonLink one={one} />
                <Text size="xs" c="dimmed">
                  {[phone(one.phone), one.site].filter(Boolean).join(' · ')}
                </Text>
              </Box>
              <StatusBadge status={standingOf(one)} />
            </Group>
          </Paper>
        ))}
      </Stack>
    </>
  );
};

export const SubscriberRows = ({
  people,
  ticks,
}: {
  readonly people: readonly Person[];
  /** Null: nothing may be done for many. */
  readonly ticks: Ticks | null;
}) => {
  const say = useSay(listTexts);
  const isPhone = useIsPhone();
  if (people.length === 0) return <Center p="xl">{say('list.empty')}</Center>;
  if (isPhone) return <PersonCards people={people} ticks={ticks} />;
  return (
    <WideTable minWidth={560}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {ticks && (
              <Table.Th w={36}>
                <TickAll people={people} ticks={ticks} />
              </Table.Th>
            )}
            <Table.Th>{say('list.name')}</Table.Th>
            <Table.Th>{say('list.phone')}</Table.Th>
            <Table.Th>{say('list.state')}</Table.Th>
            <Table.Th>{say('list.site')}</Table.Th>
            <Table.Th>{say('list.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((one) => (
            <PersonRow key={one.subscriberId} one={one} ticks={ticks} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};
