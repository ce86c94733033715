// jobs-page.tsx — what the services do in the background: when each job ran and runs, what waits, and why.
import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
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
    <WideTable minWidth={640}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('job')}</Table.Th>
            <Table.Th>{say('last')}</Table.Th>
            <Table.Th>{say('next')}</Table.Th>
            <Table.Th>{say('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {jobs.map((job) => (
            <Table.Tr key={`${job.service} ${job.name}`}>
              <Table.Td>
                {jobName(job.name)}
                <Text size="xs" c="dimmed">
                  {job.service}
                </Text>
                <RunNow job={job} name={jobName(job.name)} look={look} />
              </Table.Td>
              <Table.Td>{job.lastSucceededAt ? instant(job.lastSucceededAt) : say('never')}</Table.Td>
              <Table.Td>{instant(job.nextRunAt)}</Table.Td>
              <Table.Td fw={job.failures > 0 ? 600 : undefined}>
                {job.runningSince && (
                  <Text size="sm">{say('running', { at: instant(job.runningSince) })}</Text>
                )}
                {job.failures > 0
                  ? say('failed', { count: job.failures, error: job.lastError ?? '' })
                  : say('fine')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const Queued = ({ work }: { readonly work: Jobs['queued'] }) => {
  const say = useSay(jobTexts);
  const jobName = useJobName();
  const { instant, number } = useFormats();
  if (work.length === 0) return <Text c="dimmed">{say('nothingWaits')}</Text>;
  return (
    <WideTable minWidth={640}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('job')}</Table.Th>
            <Table.Th>{say('waiting')}</Table.Th>
            <Table.Th>{say('due')}</Table.Th>
            <Table.Th>{say('next')}</Table.Th>
            <Table.Th>{say('state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {work.map((one) => (
            <Table.Tr key={`${one.service} ${one.topic} ${one.kind}`}>
              <Table.Td>
                {jobName(one.kind)}
                <Text size="xs" c="dimmed">
                  {one.service} · {one.topic}
                </Text>
              </Table.Td>
              <Table.Td>{number(one.waiting)}</Table.Td>
              <Table.Td>{number(one.due)}</Table.Td>
              <Table.Td>{one.nextAttemptAt ? instant(one.nextAttemptAt) : ''}</Table.Td>
              <Table.Td>
                {one.failing > 0
                  ? say('failed', { count: one.failing, error: one.lastError ?? '' })
                  : say('fine')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
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
