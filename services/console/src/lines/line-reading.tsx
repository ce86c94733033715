// line-reading.tsx — what a router held of PPPoE when it was read last, and what is wrong with it.
import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { lineReadingTexts } from './line-reading.texts';
import { LINES } from './use-lines';

type Reading = Answer<'/api/v1/routers/{routerId}/line-reading'>;

const Findings = ({ reading: { findings, totalFindings } }: { readonly reading: Reading }) => {
  const say = useSay(lineReadingTexts);
  const further = totalFindings - findings.length;
  return (
    <List size="sm">
      {findings.map(({ kind, username }) => (
        <List.Item key={`${kind} ${username}`}>
          <Text span fw={600} size="sm">
            {username}
          </Text>
          {` · ${say(`kind.${kind}`)}`}
        </List.Item>
      ))}
      {further > 0 && <List.Item>{say('more', { count: further })}</List.Item>}
    </List>
  );
};

export const LineReading = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(lineReadingTexts);
  const { instant } = useFormats();
  const params = { path: { routerId } };
  const query = useQuery({
    queryKey: [...LINES, 'reading', routerId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers/{routerId}/line-reading', { params, signal })),
  });
  const read = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/routers/{routerId}/line-reading', { params })),
    said: () => say('said'),
    changes: [LINES, ['routers']],
  });
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          {say('title')}
        </Title>
        <Button variant="default" size="xs" loading={read.isPending} onClick={() => read.mutate()}>
          {say('read')}
        </Button>
      </Group>
      <Answered query={query}>
        {(reading) => (
          <>
            <Text size="sm" c="dimmed">
              {reading.readAt
                ? say('counts', { ...countsOf(reading), at: instant(reading.readAt) })
                : say('never')}
            </Text>
            {reading.findings.length > 0 && <Findings reading={reading} />}
          </>
        )}
      </Answered>
    </Stack>
  );
};

const countsOf = ({ secrets, foreign, online }: Reading) => ({ secrets, foreign, online });
