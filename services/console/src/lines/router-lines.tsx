// router-lines.tsx — the PPPoE lines of a router with what is in their way, and the secrets that could become lines.
import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { SEARCH_WAIT_MILLISECONDS } from '../subscribers/found-people';
import { AdoptDialog } from './adopt-dialog';
import { Adoptions } from './adoptions';
import { adoptionTexts } from './adoptions.texts';
import { LineActs } from './line-acts';
import { LineReading } from './line-reading';
import { LineState, useTermsOf } from './line-words';
import { lineTexts } from './lines.texts';
import { NewLines } from './new-lines';
import { newLineTexts } from './new-lines.texts';
import { useCandidates, useLines, type Candidate, type Line } from './use-lines';

const LineRows = ({ lines }: { readonly lines: readonly Line[] }) => {
  const say = useSay(lineTexts);
  const termsOf = useTermsOf();
  return (
    <WideTable minWidth={900}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['line', 'person', 'state', 'acts'] as const).map((name) => (
              <Table.Th key={name}>{say(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.lineId}>
              <Table.Td>
                {line.username}
                <Text size="xs" c="dimmed">
                  {termsOf(line)}
                </Text>
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} to={`/subscribers/${line.subscriberId}`} size="sm">
                  {line.subscriberName || say('nameless')}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <LineState line={line} />
              </Table.Td>
              <Table.Td>
                <LineActs line={line} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const CandidateRows = ({
  items,
  onAdopt,
}: {
  readonly items: readonly Candidate[];
  readonly onAdopt: (candidate: Candidate) => void;
}) => {
  const say = useSay(lineTexts);
  const may = useMay();
  return (
    <WideTable minWidth={760}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['line', 'profile', 'caller', 'comment', 'state', 'acts'] as const).map((name) => (
              <Table.Th key={name}>{say(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.username}>
              <Table.Td>{one.username}</Table.Td>
              <Table.Td>
                {one.profile}
                {one.proposedPackageName && (
                  <Text size="xs" c="dimmed">
                    {say('candidate.package', { name: one.proposedPackageName })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{one.lastCallerId}</Table.Td>
              <Table.Td>
                {one.comment}
                {one.proposedSubscriberName && (
                  <Text size="xs" c="dimmed">
                    {one.proposedSubscriberName}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {one.disabled
                  ? say('state.disabled')
                  : say(one.online ? 'standing.online' : 'standing.offline')}
              </Table.Td>
              <Table.Td>
                {may('lines:write') && (
                  <Button size="xs" variant="default" onClick={() => onAdopt(one)}>
                    {say('adopt')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

/** Its lines, all or those that are looked for. */
const FoundLines = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(lineTexts);
  const [search, setSearch] = useState('');
  const [searched] = useDebouncedValue(search.trim(), SEARCH_WAIT_MILLISECONDS);
  const lines = useLines({ routerId, ...(searched === '' ? {} : { search: searched }) });
  return (
    <>
      <TextInput
        aria-label={say('search')}
        placeholder={say('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={420}
      />
      <Answered query={lines}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{say(searched === '' ? 'none.router' : 'none.found')}</Text>
          ) : (
            <LineRows lines={items} />
          )
        }
      </Answered>
    </>
  );
};

export const RouterLines = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(lineTexts);
  const candidates = useCandidates(routerId);
  const sayNew = useSay(newLineTexts);
  const may = useMay();
  const [adopted, setAdopted] = useState<Candidate>();
  const [isMaking, setIsMaking] = useState(false);
  const sayMany = useSay(adoptionTexts);
  /** Of the secrets that are there; undefined: nobody is taking many over. */
  const [profiles, setProfiles] = useState<readonly string[]>();
  return (
    <Stack>
      {may('lines:write') && may('subscribers:read') && (
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={() => setIsMaking(true)}>
            {sayNew('open')}
          </Button>
        </Group>
      )}
      <FoundLines routerId={routerId} />
      <LineReading routerId={routerId} />
      <Title order={2} size="h4">
        {say('candidates')}
      </Title>
      <Text size="sm" c="dimmed">
        {say('candidates.caption')}
      </Text>
      <Answered query={candidates}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{say('candidates.none')}</Text>
          ) : (
            <>
              {may('lines:write') && may('subscribers:read') && (
                <Button
                  variant="default"
                  size="xs"
                  style={{ alignSelf: 'flex-start' }}
                  onClick={() => setProfiles([...new Set(items.map(({ profile }) => profile))].sort())}
                >
                  {sayMany('open')}
                </Button>
              )}
              <CandidateRows items={items} onAdopt={setAdopted} />
            </>
          )
        }
      </Answered>
      {profiles && (
        <Adoptions routerId={routerId} profiles={profiles} onClose={() => setProfiles(undefined)} />
      )}
      {isMaking && <NewLines routerId={routerId} onClose={() => setIsMaking(false)} />}
      {adopted && (
        <AdoptDialog routerId={routerId} candidate={adopted} onClose={() => setAdopted(undefined)} />
      )}
    </Stack>
  );
};
