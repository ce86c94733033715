// about-page.tsx — which Saring this is, and the licences of what it is made of.
import { Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { aboutTexts } from './about.texts';

type About = Answer<'/api/v1/about'>;
const READ_WIDTH = 640;

const Build = ({ about }: { readonly about: About }) => {
  const say = useSay(aboutTexts);
  const facts = [
    ['version', about.version],
    ['commit', about.commit],
    ['node', about.node],
  ] as const;
  return (
    <Table w="auto" withRowBorders={false}>
      <Table.Tbody>
        {facts.map(([key, value]) => (
          <Table.Tr key={key}>
            <Table.Th scope="row">{say(key)}</Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value || say('unknown')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

const Licences = ({ licences }: { readonly licences: About['licences'] }) => {
  const say = useSay(aboutTexts);
  const [word, setWord] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const shown = licences.filter(({ name, licence }) =>
    `${name} ${licence}`.toLowerCase().includes(word.trim().toLowerCase()),
  );
  return (
    <>
      <Title order={2} size="h4">
        {say('packages', { count: licences.length })}
      </Title>
      <TextInput
        ref={field}
        aria-label={say('search')}
        placeholder={`${say('search')}  ( / )`}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        maw={420}
      />
      {shown.length === 0 ? (
        <Text c="dimmed">{say('none')}</Text>
      ) : (
        <WideTable minWidth={320}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('package')}</Table.Th>
                <Table.Th>{say('version')}</Table.Th>
                <Table.Th>{say('licence')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ name, version, licence }) => (
                <Table.Tr key={`${name} ${version}`}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
                  <Table.Td>{version}</Table.Td>
                  <Table.Td>{licence || say('unknown')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </>
  );
};

export const AboutPage = () => {
  const say = useSay(aboutTexts);
  const about = useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/about', { signal })),
    staleTime: Infinity,
  });
  return (
    <>
      <PageTitle title={say('title')} />
      <Answered query={about}>
        {(found) => (
          <Stack>
            <Build about={found} />
            <Text size="sm" maw={READ_WIDTH}>
              {say('licence.saring')}
            </Text>
            <Licences licences={found.licences} />
          </Stack>
        )}
      </Answered>
    </>
  );
};
