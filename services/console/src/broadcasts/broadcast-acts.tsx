// broadcast-acts.tsx — a message to many is started and stopped after its consequences are said; pausing holds at once.
import { Button, Group, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { broadcastTexts } from './broadcasts.texts';
import { BROADCASTS, useCost, useLasts, type Broadcast } from './use-broadcasts';

type Step = 'start' | 'pause' | 'resume' | 'stop';

const useStep = ({ broadcastId }: Broadcast, onDone: () => void) => {
  const say = useSay(broadcastTexts);
  return useCommand({
    send: ({ step, reason }: { readonly step: Step; readonly reason?: string }) =>
      answerOf(
        api.POST('/api/v1/broadcasts/{broadcastId}/steps', {
          params: { path: { broadcastId } },
          body: reason === undefined ? { step } : { step, reason },
        }),
      ),
    said: (_, { step }) => say(`said.${step}`),
    changes: [BROADCASTS],
    onDone,
  });
};

type DialogProps = { readonly broadcast: Broadcast; readonly onClose: () => void };

const StartDialog = ({ broadcast, onClose }: DialogProps) => {
  const say = useSay(broadcastTexts);
  const { number, instant } = useFormats();
  const lasts = useLasts();
  const cost = useCost();
  const step = useStep(broadcast, onClose);
  const { waiting, perMinute, startsAt } = broadcast;
  const isLater = startsAt !== undefined && Date.parse(startsAt) > Date.now();
  return (
    <FormDialog
      title={say('start.title')}
      submit={say('start')}
      isPending={step.isPending}
      onSubmit={() => step.mutate({ step: 'start' })}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text fw={600}>{say('start.who', { count: number(waiting), lasts: lasts(waiting, perMinute) })}</Text>
        <Text size="sm">{isLater ? say('start.when', { at: instant(startsAt) }) : say('start.now')}</Text>
        <Text size="sm">
          {say('cost')}: {cost(waiting)}
        </Text>
      </Stack>
    </FormDialog>
  );
};

/** What nobody got yet is thrown away. */
const stopOf = ({ state }: Broadcast): 'stop' | 'discard' =>
  state === 'resolving' || state === 'ready' ? 'discard' : 'stop';

const StopDialog = ({ broadcast, onClose }: DialogProps) => {
  const say = useSay(broadcastTexts);
  const { number } = useFormats();
  const step = useStep(broadcast, onClose);
  const act = stopOf(broadcast);
  return (
    <ReasonDialog
      title={say(`${act}.title`)}
      submit={say(act)}
      hint={say('stop.reasonHint')}
      isDangerous
      isPending={step.isPending}
      onSubmit={(reason) => step.mutate({ step: 'stop', reason })}
      onClose={onClose}
    >
      <Text size="sm">{say(`${act}.why`, { count: number(broadcast.waiting) })}</Text>
      {act === 'stop' && <Text size="sm">{say('stop.outbox')}</Text>}
    </ReasonDialog>
  );
};

export const BroadcastActs = ({ broadcast }: { readonly broadcast: Broadcast }) => {
  const say = useSay(broadcastTexts);
  const may = useMay();
  const [asked, setAsked] = useState<'start' | 'stop' | null>(null);
  const step = useStep(broadcast, () => undefined);
  const { state, waiting } = broadcast;
  if (!may('messages:control') || state === 'done' || state === 'stopped') return null;
  const close = () => setAsked(null);
  return (
    <Group gap="xs">
      {state === 'ready' && waiting > 0 && <Button onClick={() => setAsked('start')}>{say('start')}</Button>}
      {state === 'running' && (
        <Button loading={step.isPending} onClick={() => step.mutate({ step: 'pause' })}>
          {say('pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button loading={step.isPending} onClick={() => step.mutate({ step: 'resume' })}>
          {say('resume')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsked('stop')}>
        {say(stopOf(broadcast))}
      </Button>
      {asked === 'start' && <StartDialog broadcast={broadcast} onClose={close} />}
      {asked === 'stop' && <StopDialog broadcast={broadcast} onClose={close} />}
    </Group>
  );
};
