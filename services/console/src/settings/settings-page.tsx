// settings-page.tsx — what the program runs with, by the groups of .env.example, each changed where it stands.
import { Alert, Anchor, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { api } from '../edge';
import { useLocale, useSay } from '../language/language';
import { GatewayTestButton } from '../orders/gateway-test';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { shellTexts } from '../shell/shell.texts';
import type { Settings } from './setting-entry';
import { SETTING_GROUPS } from './setting-groups';
import { SettingItem } from './setting-item';
import { settingsTexts } from './settings.texts';

const Groups = ({ settings: { items, changes } }: { readonly settings: Settings }) => {
  const say = useSay(settingsTexts);
  const sayPage = useSay(shellTexts);
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
        change: changes.find((change) => change.name === name),
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
          <Group justify="space-between">
            <Title order={2} size="h4">
              {say(key)}
            </Title>
            {key === 'group.payment' && (
              <Group gap="sm">
                <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/plugins" />}>
                  {sayPage('plugins')}
                </Anchor>
                <GatewayTestButton size="xs" variant="default" />
              </Group>
            )}
          </Group>
          <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
            {entries.map((entry) => (
              <SettingItem key={entry.name} entry={entry} />
            ))}
          </Stack>
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
          {(answer) => (
            <>
              {answer.silent.length > 0 && (
                <Alert color="orange">{say('silent', { services: answer.silent.join(', ') })}</Alert>
              )}
              <Groups settings={answer} />
            </>
          )}
        </Answered>
      </Stack>
    </>
  );
};
