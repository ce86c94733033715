// message-list.tsx — the channel's health, the switch of login codes, and the outbox.
import { Badge, Paper, Select, Stack, Switch, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { PagesOf } from '../parts/pages-of';
import { useCommand } from '../parts/use-command';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { WideTable } from '../parts/wide-table';
import { messageTexts } from './messages.texts';

const STATES = ['queued', 'sending', 'sent', 'failed', 'expired', 'unknown'] as const;
type State = (typeof STATES)[number];
const LOOK_MILLISECONDS = 5_000;
const PAGE = 50;

const Channel = () => {
  const say = useSay(messageTexts);
  const { number } = useFormats();
  const may = useMay();
  const channel = useQuery({
    queryKey: ['messages', 'channel'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/messages/channel', { signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const turn = useCommand({
    send: (on: boolean) => api.PUT('/api/v1/messages/otp-sending', { body: { on } }),
    said: (_, on) => say(on ? 'said.on' : 'said.off'),
    changes: [['messages'], ['home']],
  });
  return (
    <Answered query={channel}>
      {({ channel: name, open, reason, queued, otpLeftToday, otpSending }) => (
        <Paper withBorder p="md" maw={560}>
          <Text fw={600}>{say('channel', { channel: name })}</Text>
          <Text size="sm" c="dimmed">
            {open ? say('stopped', { reason }) : say('queued', { count: number(queued) })} ·{' '}
            {say('otpLeft', { count: number(otpLeftToday) })}
          </Text>
          <Switch
            mt="sm"
            label={say('sendOtp')}
            checked={otpSending}
            disabled={!may('messages:control') || turn.isPending}
            onChange={(event) => turn.mutate(event.currentTarget.checked)}
          />
        </Paper>
      )}
    </Answered>
  );
};

export const MessageList = () => {
  const say = useSay(messageTexts);
  const { instant } = useFormats();
  const [state, setState] = useState<State | undefined>(undefined);
  const messages = usePages(
    ['messages', 'list', state],
    (cursor, signal) =>
      answerOf(api.GET('/api/v1/messages', { params: { query: { state, limit: PAGE, cursor } }, signal })),
    LOOK_MILLISECONDS,
  );
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Channel />
        <Select
          label={say('state')}
          maw={240}
          value={state ?? 'all'}
          onChange={(value) => setState(STATES.find((one) => one === value))}
          data={['all' as const, ...STATES].map((value) => ({ value, label: say(`state.${value}`) }))}
          allowDeselect={false}
        />
        <PagesOf pages={messages} empty={say('empty')}>
          {(items) => (
            <WideTable minWidth={520}>
              <Table verticalSpacing="xs">
                <Table.Tbody>
                  {items.map((message) => (
                    <Table.Tr key={message.messageId}>
                      <Table.Td>{message.template}</Table.Td>
                      <Table.Td>
                        <Badge variant="default" tt="none">
                          {say(`state.${message.state}`)}
                        </Badge>
                      </Table.Td>
                      <Table.Td>{say('attempts', { count: message.attempts })}</Table.Td>
                      <Table.Td>{instant(message.sentAt ?? message.createdAt)}</Table.Td>
                      <Table.Td>{message.lastError}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )}
        </PagesOf>
      </Stack>
    </>
  );
};
