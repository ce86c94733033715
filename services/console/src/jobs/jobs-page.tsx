// jobs-page.tsx — what the services do in the background: when each job ran and runs, what waits, and why.
import { Alert, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { isJobName, jobNameTexts } from './job-names.texts';
import { jobTexts } from './jobs.texts';
import { RunNow, type Jobs } from './run-now';

const LOOK_MILLISECONDS = 15_000;

const useJobName = (): ((name: string) => string) => {
  const say = useSay(jobNameTexts);
  return (name) => (isJobName(name) ? say(name) : name);
};

type ScheduledProps = {
  readonly jobs: Jobs['scheduled'];
  readonly look: () => Promise<Jobs | undefined>;
};

const Scheduled = ({ jobs, look }: ScheduledProps) => {
  const say = useSay(jobTexts);
  const jobName = useJobName();
  const { instant } = useFormats();
  return (
    <TableOrCards
      columns={[
        {
          head: say('job'),
          cell: (job) => (
            <>
              {jobName(job.name)}
              <Text size="xs" c="dimmed">
                {job.service}
              </Text>
              <RunNow job={job} name={jobName(job.name)} look={look} />
            </>
          ),
        },
        {
          head: say('last'),
          cell: (job) => (job.lastSucceededAt ? instant(job.lastSucceededAt) : say('never')),
        },
        { head: say('next'), cell: (job) => instant(job.nextRunAt) },
        {
          head: say('state'),
          cell: (job) => (
            <>
              {job.runningSince && <Text size="sm">{say('running', { at: instant(job.runningSince) })}</Text>}
              {job.failures > 0 ? (
                <strong>{say('failed', { count: job.failures, error: job.lastError ?? '' })}</strong>
              ) : (
                say('fine')
              )}
            </>
          ),
        },
      ]}
      rows={jobs}
      keyOf={({ service, name }) => `${service} ${name}`}
      minWidth={640}
    />
  );
};

const Queued = ({ work }: { readonly work: Jobs['queued'] }) => {
  const say = useSay(jobTexts);
  const jobName = useJobName();
  const { instant, number } = useFormats();
  if (work.length === 0) return <Text c="dimmed">{say('nothingWaits')}</Text>;
  return (
    <TableOrCards
      columns={[
        {
          head: say('job'),
          cell: (one) => (
            <>
              {jobName(one.kind)}
              <Text size="xs" c="dimmed">
                {one.service} · {one.topic}
              </Text>
            </>
          ),
        },
        { head: say('waiting'), cell: (one) => number(one.waiting) },
        { head: say('due'), cell: (one) => number(one.due) },
        { head: say('next'), cell: (one) => (one.nextAttemptAt ? instant(one.nextAttemptAt) : '') },
        {
          head: say('state'),
          cell: (one) =>
            one.failing > 0 ? say('failed', { count: one.failing, error: one.lastError ?? '' }) : say('fine'),
        },
      ]}
      rows={work}
      keyOf={({ service, topic, kind }) => `${service} ${topic} ${kind}`}
      minWidth={640}
    />
  );
};

export const JobsPage = () => {
  const say = useSay(jobTexts);
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/jobs', { signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const { refetch } = jobs;
  const look = useCallback(async () => {
    const { data, isError } = await refetch();
    return isError ? undefined : data;
  }, [refetch]);
  return (
    <>
      <PageTitle title={say('title')} />
      <Answered query={jobs}>
        {({ scheduled, queued, silent }) => (
          <Stack>
            {silent.length > 0 && (
              <Alert color="orange">{say('silent', { services: silent.join(', ') })}</Alert>
            )}
            <Title order={2} size="h4">
              {say('scheduled')}
            </Title>
            <Scheduled jobs={scheduled} look={look} />
            <Title order={2} size="h4">
              {say('queued')}
            </Title>
            <Queued work={queued} />
          </Stack>
        )}
      </Answered>
    </>
  );
};
