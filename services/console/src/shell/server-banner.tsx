// server-banner.tsx — says at once that the server does not answer and since when, and goes when it does again.
import { Alert, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { askServer, useAwaySince } from '../live/server-watch';
import { shellTexts } from './shell.texts';

export const ServerBanner = () => {
  const say = useSay(shellTexts);
  const { time } = useFormats();
  const client = useQueryClient();
  const since = useAwaySince();
  const wasAway = useRef(false);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    if (since === null && wasAway.current) void client.invalidateQueries();
    wasAway.current = since !== null;
  }, [since, client]);
  const ask = async () => {
    setIsAsking(true);
    await askServer();
    setIsAsking(false);
  };
  return (
    <div role="status" className="server-banner">
      {since && (
        <Alert color="orange" mb="md" p="xs">
          <Group justify="space-between" gap="xs">
            <div>
              <Text size="sm" fw={600}>
                {say('away', { at: time(since.toISOString()) })}
              </Text>
              <Text size="sm">{say('away.why')}</Text>
            </div>
            <Button size="xs" variant="default" loading={isAsking} onClick={() => void ask()}>
              {say('away.ask')}
            </Button>
          </Group>
        </Alert>
      )}
    </div>
  );
};
