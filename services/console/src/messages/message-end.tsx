// message-end.tsx — what became of one message, in words with advice, looked for until its end.
import { Loader, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { channelName, isNoChannel, useChannel } from './channel-card';
import { adviceTexts, faultTexts } from './fault.texts';
import { messageTexts } from './messages.texts';

export type Message = Row<'/api/v1/messages'>;

const LOOK_MILLISECONDS = 1_000;
const isWaiting = ({ state }: Message): boolean => state === 'queued' || state === 'sending';

/** Looked at again until it has ended. */
export const useMessage = (messageId: string) =>
  useQuery({
    queryKey: ['messages', 'one', messageId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/messages/{messageId}', { params: { path: { messageId } }, signal })),
    refetchInterval: ({ state }) => (state.data && !isWaiting(state.data) ? false : LOOK_MILLISECONDS),
  });

const useEndText = (message: Message, channel: string): readonly string[] => {
  const say = useSay(messageTexts);
  const sayFault = useSay(faultTexts);
  const { time } = useFormats();
  const { state, sentAt, fault, lastError } = message;
  const name = channelName(channel);
  if (state === 'sent' && isNoChannel(channel)) return [say('end.sent.log'), say('channel.log.why')];
  if (state === 'sent')
    return [say('end.sent', { channel: name, time: sentAt ? time(sentAt) : '' }), say('end.sent.more')];
  if (state === 'switched_off') return [say('end.switched_off')];
  if (state === 'sending') return [say('end.sending', { channel: name })];
  const why = { fault: fault ? sayFault(fault) : (lastError ?? say(`state.${state}`)) };
  if (state === 'queued') return fault ? [say('end.failed', why)] : [say('end.queued')];
  return [say(state === 'unknown' ? 'end.unknown' : 'end.failed', why)];
};

export const MessageEnd = ({ message }: { readonly message: Message }) => {
  const sayAdvice = useSay(adviceTexts);
  const current = useChannel().data?.channel ?? '';
  const channel = message.channel || current;
  const lines = useEndText(message, channel);
  const { fault } = message;
  return (
    <Stack gap={4}>
      {lines.map((line, index) => (
        <Text key={line} fw={index === 0 ? 600 : undefined} size={index === 0 ? undefined : 'sm'}>
          {index === 0 && isWaiting(message) && <Loader size="xs" mr="xs" aria-hidden />}
          {line}
        </Text>
      ))}
      {fault && <Text size="sm">{sayAdvice(fault, { channel: channelName(channel) })}</Text>}
    </Stack>
  );
};
