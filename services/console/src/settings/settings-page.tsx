// settings-page.tsx — what the program runs with, by the groups of .env.example: read here, changed on the machine.
import { Alert, Badge, Code, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { SETTING_GROUPS } from './setting-groups';
import { settingsTexts } from './settings.texts';

type Setting = Row<'/api/v1/settings'>;
type Entry = { readonly name: string; readonly words: string; readonly held: readonly Setting[] };

/** What the services say of one setting: mostly the same, and each other value shown. */
const different = <T,>(values: readonly T[]): readonly T[] => [...new Set(values)];
const isChanged = ({ source, kind, value, standard }: Setting): boolean =>
  source === 'machine' && (kind === 'secret' || value !== standard);

const Limits = ({ setting: { kind, choices, least, most } }: { readonly setting: Setting }) => {
  const say = useSay(settingsTexts);
  const { number } = useFormats();
  const text =
    kind === 'secret'
      ? say('secret')
      : choices.length > 0
        ? say('choices', { choices: choices.join(', ') })
        : least !== undefined && most !== undefined
          ? say('between', { least: number(least), most: number(most) })
          : least !== undefined
            ? say('least', { least: number(least) })
            : most !== undefined
              ? say('most', { most: number(most) })
              : '';
  return text === '' ? null : (
    <Text size="xs" c="dimmed">
      {text}
    </Text>
  );
};

const Value = ({ setting }: { readonly setting: Setting }) => {
  const say = useSay(settingsTexts);
  if (setting.kind === 'secret') return <Text size="sm">{say(setting.isSet ? 'set' : 'unset')}</Text>;
  if (setting.value === undefined)
    return (
      <Text size="sm" c="dimmed">
        {say('empty')}
      </Text>
    );
  return (
    <Text size="sm" fw={isChanged(setting) ? 600 : undefined} style={{ overflowWrap: 'anywhere' }}>
      {setting.value}
    </Text>
  );
};

const SettingRow = ({ entry: { name, words, held } }: { readonly entry: Entry }) => {
  const say = useSay(settingsTexts);
  const [first] = held;
  const values = different(held.map(({ value }) => value)).map((value) =>
    held.find((one) => one.value === value),
  );
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Group gap="xs">
          <Code style={{ overflowWrap: 'anywhere' }}>{name}</Code>
          {held.some(isChanged) && (
            <Badge variant="outline" size="sm" tt="none">
              {say('changed')}
            </Badge>
          )}
        </Group>
        <Text size="sm">{words}</Text>
        {first && <Limits setting={first} />}
      </Table.Td>
      <Table.Td>
        {values.map((one) => one && <Value key={one.service} setting={one} />)}
        {!first && (
          <Text size="sm" c="dimmed">
            {say('unknown')}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{first?.standard ?? ''}</Table.Td>
      <Table.Td>
        {different(held.map(({ source }) => source)).map((source) => (
          <Text key={source} size="sm">
            {say(`source.${source}`)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
};

const Entries = ({ entries }: { readonly entries: readonly Entry[] }) => {
  const say = useSay(settingsTexts);
  return (
    <WideTable minWidth={560}>
      <Table verticalSpacing="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="46%">{say('name')}</Table.Th>
            <Table.Th w="22%">{say('value')}</Table.Th>
            <Table.Th w="18%">{say('default')}</Table.Th>
            <Table.Th w="14%">{say('source')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <SettingRow key={entry.name} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const Settings = ({ items }: { readonly items: readonly Setting[] }) => {
  const say = useSay(settingsTexts);
  const { locale } = useLocale();
  const [word, setWord] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const sought = word.trim().toLowerCase();
  const groups = SETTING_GROUPS.map(({ key, words }) => ({
    key,
    entries: Object.entries(words)
      .map(([name, [id, en]]) => ({
        ...{ name, words: locale === 'id' ? id : en },
        held: items.filter((item) => item.name === name),
      }))
      .filter((entry) => `${entry.name} ${entry.words}`.toLowerCase().includes(sought)),
  })).filter(({ entries }) => entries.length > 0);
  return (
    <>
      <TextInput
        ref={field}
        aria-label={say('search')}
        placeholder={`${say('search')}  ( / )`}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        maw={420}
      />
      {groups.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      {groups.map(({ key, entries }) => (
        <Stack key={key} gap="xs">
          <Title order={2} size="h4">
            {say(key)}
          </Title>
          <Entries entries={entries} />
        </Stack>
      ))}
    </>
  );
};

export const SettingsPage = () => {
  const say = useSay(settingsTexts);
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/settings', { signal })),
  });
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Text>{say('intro')}</Text>
        <Answered query={settings}>
          {({ items, silent }) => (
            <>
              {silent.length > 0 && (
                <Alert color="orange">{say('silent', { services: silent.join(', ') })}</Alert>
              )}
              <Settings items={items} />
            </>
          )}
        </Answered>
      </Stack>
    </>
  );
};
