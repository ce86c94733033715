// page-problem.tsx — stands where a page would: what went wrong, and how to try again.
import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../language/language';
import { askServer, useAwaySince } from '../live/server-watch';
import { partsTexts } from '../parts/parts.texts';
import { Problem } from '../parts/problem';
import { PageNotLoaded } from './lazy-page';
import { shellTexts } from './shell.texts';

/** Loads the whole page again, never before the server has answered: what was typed elsewhere is gone already. */
const NotLoaded = () => {
  const say = useSay(shellTexts);
  const sayPart = useSay(partsTexts);
  const awaySince = useAwaySince();
  const wasAway = useRef(false);
  const [isAsking, setIsAsking] = useState(false);
  const again = async () => {
    setIsAsking(true);
    if (await askServer()) window.location.reload();
    else setIsAsking(false);
  };
  useEffect(() => {
    if (awaySince !== null) wasAway.current = true;
    else if (wasAway.current) window.location.reload();
  }, [awaySince]);
  return (
    <Alert icon={<IconPlugConnectedX aria-hidden />} color="red" role="alert" maw={640}>
      <Stack gap="xs" align="flex-start">
        <Title order={1} size="h4">
          {say('notLoaded')}
        </Title>
        <Text size="sm">{say('notLoaded.why')}</Text>
        <Button size="xs" variant="default" loading={isAsking} onClick={() => void again()}>
          {sayPart('again')}
        </Button>
      </Stack>
    </Alert>
  );
};

export const PageProblem = ({ error, reset }: ErrorComponentProps) =>
  error instanceof PageNotLoaded ? <NotLoaded /> : <Problem error={error} onRetry={reset} />;
