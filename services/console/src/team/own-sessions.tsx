// own-sessions.tsx — where one is signed in, and an end to it.
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { browserOf } from './browser-name';
import { ownAccountTexts } from './own-account.texts';

type OpenSession = Answer<'/api/v1/operator/sessions'>['items'][number];
const KEY = ['own-sessions'];

const Line = ({ session }: { readonly session: OpenSession }) => {
  const say = useSay(ownAccountTexts);
  const { instant } = useFormats();
  const { sessionId } = session;
  const end = useCommand({
    send: (_: void) =>
      api.DELETE('/api/v1/operator/sessions/{sessionId}', { params: { path: { sessionId } } }),
    said: () => say('said.ended'),
    changes: [KEY],
  });
  const { browser, system } = browserOf(session.userAgent);
  const device = browser && system ? say('on', { browser, system }) : browser || system || say('unknown');
  const details = [
    ...(session.address ? [session.address] : []),
    say('since', { at: instant(session.createdAt) }),
    ...(session.current ? [] : [say('seen', { at: instant(session.lastSeenAt) })]),
    ...(session.passkey ? [say('passkey')] : []),
  ];
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <div>
        <Text fw={600}>{device}</Text>
        <Text size="sm" c="dimmed">
          {details.join(' · ')}
        </Text>
      </div>
      {session.current ? (
        <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
          {say('current')}
        </Badge>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={end.isPending}
          aria-label={say('endOf', { device })}
          onClick={() => end.mutate()}
          style={{ flexShrink: 0 }}
        >
          {say('end')}
        </Button>
      )}
    </Group>
  );
};

export const OwnSessions = () => {
  const say = useSay(ownAccountTexts);
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operator/sessions', { signal })),
  });
  const endOthers = useCommand({
    send: (_: void) => api.DELETE('/api/v1/operator/sessions'),
    said: () => say('said.endedOthers'),
    changes: [KEY],
  });
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('title')}
      </Title>
      <Text size="sm" mb="sm">
        {say('hint')}
      </Text>
      <Answered query={sessions}>
        {({ items }) => (
          <Stack align="stretch">
            <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((session) => (
                <Line key={session.sessionId} session={session} />
              ))}
            </Stack>
            {items.length > 1 && (
              <Button
                variant="default"
                loading={endOthers.isPending}
                onClick={() => endOthers.mutate()}
                style={{ alignSelf: 'flex-start' }}
              >
                {say('endOthers')}
              </Button>
            )}
          </Stack>
        )}
      </Answered>
    </Paper>
  );
};
