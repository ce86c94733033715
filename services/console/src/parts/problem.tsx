// problem.tsx — what went wrong, in the words of edge or the console's own.
import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { ApiProblem, CLIENT_CODES } from '@saring/api-client';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';

type ProblemText = { readonly title: string; readonly detail: string };

export const useProblemText = (): ((error: unknown) => ProblemText) => {
  const say = useSay(partsTexts);
  return (error) => {
    if (!(error instanceof ApiProblem) || error.code === CLIENT_CODES.strange)
      return { title: say('strange.title'), detail: say('strange.detail') };
    if (error.code === CLIENT_CODES.offline)
      return { title: say('offline.title'), detail: say('offline.detail') };
    return { title: error.title || error.code, detail: error.detail };
  };
};

export const Problem = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const say = useSay(partsTexts);
  const { title, detail } = useProblemText()(error);
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} color="red" title={title} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{detail}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {say('again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
};

export const Loading = () => {
  const say = useSay(partsTexts);
  return (
    <Center p="xl" role="status" aria-label={say('loading')}>
      <Loader />
    </Center>
  );
};

/** A query's answer, or what stands in its place meanwhile. */
export const Answered = <T,>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
}) => {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
};
