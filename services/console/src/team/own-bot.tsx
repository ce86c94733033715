// own-bot.tsx — the number by which one has the operators' words of the bot: proved by a code that is sent from it.
import { Anchor, Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { ownBotTexts } from './own-bot.texts';

type BotCode = { readonly message: string; readonly toPhone: string; readonly expiresInSeconds: number };

const chatAddress = ({ message, toPhone }: BotCode): string =>
  `https://wa.me/${toPhone.replace(/\D/g, '')}?text=${encodeURIComponent(message)}`;

const ToSend = ({ code }: { readonly code: BotCode }) => {
  const say = useSay(ownBotTexts);
  const { phone } = useFormats();
  const { message, toPhone, expiresInSeconds } = code;
  if (toPhone === '')
    return (
      <Text size="sm" role="status">
        {say('unreachable')}
      </Text>
    );
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{say('send', { phone: phone(toPhone), minutes: String(expiresInSeconds / 60) })}</Text>
      <Code fz="md">{message}</Code>
      <Anchor size="sm" href={chatAddress(code)} target="_blank" rel="noreferrer">
        {say('open')}
      </Anchor>
      <Text size="sm" c="dimmed">
        {say('ended')}
      </Text>
    </Stack>
  );
};

export const OwnBot = () => {
  const say = useSay(ownBotTexts);
  const { phone, instant } = useFormats();
  const client = useQueryClient();
  const { botPhone, botUntil } = useOperator();
  const [code, setCode] = useState<BotCode | null>(null);
  const lookAgain = () => void client.refetchQueries({ queryKey: ['operator'] });
  const begin = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/operator/bot/codes')),
    said: () => null,
    changes: [],
    onDone: setCode,
  });
  const end = useCommand({
    send: (_: void) => answerOf(api.DELETE('/api/v1/operator/bot')),
    said: () => say('said.ended'),
    changes: [],
    onDone: () => {
      setCode(null);
      lookAgain();
    },
  });
  const isProved = botPhone !== undefined && botUntil !== undefined;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('title')}
      </Title>
      <Text size="sm" mb="sm">
        {isProved ? say('now', { phone: phone(botPhone), until: instant(botUntil) }) : say('hint')}
      </Text>
      <Stack>
        {code && <ToSend code={code} />}
        <Group>
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
            {say('begin')}
          </Button>
          {code && code.toPhone !== '' && (
            <Button variant="default" onClick={lookAgain}>
              {say('check')}
            </Button>
          )}
          {isProved && (
            <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
              {say('end')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
};
