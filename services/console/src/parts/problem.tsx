// problem.tsx — what went wrong, in the words of edge or the console's own.
import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { ApiProblem, CLIENT_CODES } from '@saring/api-client';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats, useSay } from '../language/language';
import { fieldNameTexts, isFieldName } from './field-names.texts';
import { partsTexts } from './parts.texts';

/** The fields that a refusal names by their names in the interface. */
const fieldsOf = ({ errors }: ApiProblem['details']): readonly string[] =>
  Array.isArray(errors) ? (errors as readonly { field?: unknown }[]).map(({ field }) => String(field)) : [];
const wordOf = (field: string): RegExp => new RegExp(`\\b${field}\\b`);

/** Asked again it is the same. */
const FORBIDDEN = 'AUTH.FORBIDDEN';

type ProblemText = { readonly title: string; readonly detail: string };

export const useProblemText = (): ((error: unknown) => ProblemText) => {
  const say = useSay(partsTexts);
  const sayField = useSay(fieldNameTexts);
  const labelled = ({ detail, details }: ApiProblem): string =>
    fieldsOf(details).reduce(
      (text, field) => (isFieldName(field) ? text.replace(wordOf(field), sayField(field)) : text),
      detail,
    );
  return (error) => {
    if (!(error instanceof ApiProblem) || error.code === CLIENT_CODES.strange)
      return { title: say('strange.title'), detail: say('strange.detail') };
    if (error.code === CLIENT_CODES.offline)
      return { title: say('offline.title'), detail: say('offline.detail') };
    // Names of permissions are words of the interface.
    if (error.code === FORBIDDEN) return { title: error.title, detail: say('forbidden.detail') };
    return { title: error.title || error.code, detail: labelled(error) };
  };
};

export const Problem = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const say = useSay(partsTexts);
  const { title, detail } = useProblemText()(error);
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} color="red" role="alert">
      <Stack gap="xs" align="flex-start">
        <div>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="sm">{detail}</Text>
        </div>
        {onRetry && !(error instanceof ApiProblem && error.code === FORBIDDEN) && (
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

/** Above an answer that could not be asked for again: what is below is not of now. */
const Outdated = ({ query }: { readonly query: UseQueryResult<unknown> }) => {
  const say = useSay(partsTexts);
  const { instant } = useFormats();
  const { title } = useProblemText()(query.error);
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} color="orange" role="alert" mb="sm">
      <Stack gap="xs" align="flex-start">
        <div>
          <Text size="sm" fw={600}>
            {say('outdated', { at: instant(new Date(query.dataUpdatedAt).toISOString()) })}
          </Text>
          <Text size="sm">{say('outdated.why', { title })}</Text>
        </div>
        <Button size="xs" variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
          {say('again')}
        </Button>
      </Stack>
    </Alert>
  );
};

/** A query's answer, or what stands in its place meanwhile; an answer that has become old says so. */
export const Answered = <T,>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
}) => {
  if (query.data !== undefined)
    return (
      <>
        {query.isError && <Outdated query={query} />}
        {children(query.data)}
      </>
    );
  if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
};
