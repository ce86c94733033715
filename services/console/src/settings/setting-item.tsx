// setting-item.tsx — one setting: what holds, since when and by whom, and its editor for who may change it.
import { Badge, Box, Button, Code, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { useMay } from '../session/session';
import { behindOf, effectOf, isChanged, valuesOf, type Entry, type Setting } from './setting-entry';
import { SettingEditor, useLimits } from './setting-editor';
import { settingsTexts } from './settings.texts';

const ANYWHERE = { overflowWrap: 'anywhere' } as const;

const useShown = (): ((setting: Setting, value: string | undefined) => string) => {
  const say = useSay(settingsTexts);
  return (setting, value) => {
    if (setting.kind === 'secret') return say(setting.isSet ? 'set' : 'unset');
    if (value === undefined) return say('empty');
    return setting.kind === 'flag' ? say(value === 'on' ? 'on' : 'off') : value;
  };
};

/** What holds, the default beside it, and who set it. */
const Standing = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(settingsTexts);
  const shown = useShown();
  const { instant } = useFormats();
  const values = valuesOf(entry);
  const behind = behindOf(entry);
  const [first] = values;
  const { change } = entry;
  if (!first)
    return (
      <Text size="sm" c="dimmed">
        {say('unknown')}
      </Text>
    );
  const next = behind.find(({ nextValue }) => nextValue !== undefined);
  return (
    <Stack gap={2}>
      {values.map((one) => (
        <Text key={one.service} fw={isChanged(one) ? 600 : undefined} style={ANYWHERE}>
          {shown(one, one.value)}
          {values.length > 1 && ` (${one.service})`}
        </Text>
      ))}
      <Text size="xs" c="dimmed" style={ANYWHERE}>
        {[
          first.standard === undefined ? '' : say('defaultIs', { value: shown(first, first.standard) }),
          say(`source.${first.source}`),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {change && (
        <Text size="xs" c="dimmed">
          {say(change.isSet ? 'changedBy' : 'returnedBy', {
            name: change.changedByName || say('byMachine'),
            at: instant(change.changedAt),
          })}
        </Text>
      )}
      {behind.length > 0 && (
        <Text size="sm" fw={600} style={ANYWHERE}>
          {say(next ? 'waitsFor' : 'waits', {
            value: next ? shown(next, next.nextValue) : '',
            services: behind.map(({ service }) => service).join(', '),
          })}
        </Text>
      )}
      {entry.held
        .filter(({ problem }) => problem !== undefined)
        .map(({ service, problem = '' }) => (
          <Text key={service} size="sm" style={ANYWHERE}>
            {say('unfit', { service, problem })}
          </Text>
        ))}
    </Stack>
  );
};

const About = ({ entry: { name, words, held } }: { readonly entry: Entry }) => {
  const say = useSay(settingsTexts);
  const limits = useLimits();
  const [first] = held;
  const form = !first
    ? ''
    : first.kind === 'secret'
      ? say('secret')
      : first.choices.length > 0
        ? say('choices', { choices: first.choices.join(', ') })
        : limits(first);
  return (
    <Box>
      <Group gap="xs">
        <Code style={ANYWHERE}>{name}</Code>
        {held.some(isChanged) && (
          <Badge variant="outline" size="sm" tt="none">
            {say('changed')}
          </Badge>
        )}
      </Group>
      <Text size="sm" mt={2}>
        {words}
      </Text>
      {form !== '' && (
        <Text size="xs" c="dimmed">
          {form}
        </Text>
      )}
    </Box>
  );
};

export const SettingItem = ({ entry }: { readonly entry: Entry }) => {
  const say = useSay(settingsTexts);
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // Who worked by keyboard goes on where they began.
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const effect = effectOf(entry);
  const mayChange = may('settings:write') && (effect === 'at_once' || effect === 'next_start');
  return (
    <Paper component="li" withBorder p="sm" aria-label={entry.name}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
        <About entry={entry} />
        <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
          <Standing entry={entry} />
          {mayChange && !isOpen && (
            <Button
              ref={opener}
              size="xs"
              variant="default"
              style={{ flexShrink: 0 }}
              aria-label={say('changeOf', { name: entry.name })}
              onClick={() => setOpen(true)}
            >
              {say('change')}
            </Button>
          )}
          {(effect === 'machine' || effect === 'site') && (
            <Text size="xs" c="dimmed" ta="end" style={{ flexShrink: 0 }}>
              {say(`effect.${effect}`)}
            </Text>
          )}
        </Group>
      </SimpleGrid>
      {isOpen && (
        <Box mt="sm">
          <SettingEditor entry={entry} onClose={() => setOpen(false)} />
        </Box>
      )}
    </Paper>
  );
};
