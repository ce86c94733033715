// run-now.tsx — runs a job before its time, and says how that run ended.
import { Button, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useCallback } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { useCommand } from '../parts/use-command';
import { useLooks } from '../parts/use-looks';
import { useMay } from '../session/session';
import { jobTexts } from './jobs.texts';

export type Jobs = Answer<'/api/v1/jobs'>;
type Job = Jobs['scheduled'][number];
const LIMITS = { mostLooks: 15, pauseMilliseconds: 2_000 };

/** @param before as it stood when it was made due. */
const endAfter =
  (before: Job) =>
  (now: Job): 'done' | 'failed' | null => {
    if (now.lastSucceededAt !== before.lastSucceededAt) return 'done';
    return now.failures > before.failures ? 'failed' : null;
  };

type RunNowProps = {
  readonly job: Job;
  /** As people call it. */
  readonly name: string;
  readonly look: () => Promise<Jobs | undefined>;
};

export const RunNow = ({ job, name, look }: RunNowProps) => {
  const say = useSay(jobTexts);
  const may = useMay();
  const { time } = useFormats();
  const { service } = job;
  const find = useCallback(
    async () => (await look())?.scheduled.find((one) => one.service === service && one.name === job.name),
    [look, service, job.name],
  );
  const run = useLooks<Job, 'done' | 'failed'>(find, LIMITS);
  const start = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/jobs/runs', { body: { service, name: job.name } })),
    said: () => null,
    changes: [],
    onDone: (before) => run.follow(endAfter(before)),
  });
  if (!may('jobs:run')) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={start.isPending || run.looks !== null}
        aria-label={say('runOf', { name })}
        onClick={() => start.mutate()}
      >
        {say('run')}
      </Button>
      <Text size="xs" role="status">
        {run.looks !== null && say('end.looking')}
        {run.end && say(`end.${run.end.how}`, { at: time(run.end.at), error: job.lastError ?? '' })}
      </Text>
    </>
  );
};
