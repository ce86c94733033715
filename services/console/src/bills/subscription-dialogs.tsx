// subscription-dialogs.tsx — a subscription paused, resumed, given a line, or ended.
import { Checkbox, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { LineSelect } from '../lines/line-select';
import { FormDialog } from '../parts/form-dialog';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { BILLS, type Subscription } from './use-bills';

type DialogProps = { readonly one: Subscription; readonly onClose: () => void };

/** Suspends or restores lines, too. */
const CHANGES = [BILLS, ['lines']];
const asked = (one: Subscription, key: string) => ({
  path: { subscriptionId: one.subscriptionId },
  header: { 'Idempotency-Key': key },
});

export const EndDialog = ({ one, onClose }: DialogProps) => {
  const say = useSay(billTexts);
  const { today, rupiah } = useFormats();
  const [endsOn, setEndsOn] = useState('');
  const [voidRunning, setVoidRunning] = useState(false);
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/end', {
          params: asked(one, key),
          body: {
            reason,
            ...(endsOn === '' ? {} : { endsOn }),
            ...(voidRunning ? { voidRunning } : {}),
          },
        }),
      ),
    said: () => say(endsOn > today() ? 'said.endSet' : 'said.ended'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('end.title', { name: one.packageName })}
      submit={say('end')}
      isPending={end.isPending}
      isDangerous
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say(one.lineId === '' ? 'end.quota' : 'end.line')}</Text>
      {one.depositRupiah > 0 && (
        <Text size="sm">{say('end.deposit', { amount: rupiah(one.depositRupiah) })}</Text>
      )}
      {one.lineId === '' && (
        <Checkbox
          label={say('end.voidRunning')}
          checked={voidRunning}
          onChange={(event) => setVoidRunning(event.currentTarget.checked)}
        />
      )}
      <TextInput
        type="date"
        label={say('end.on')}
        description={say('end.on.hint')}
        value={endsOn}
        min={today()}
        onChange={(event) => setEndsOn(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
};

export const PauseDialog = ({ one, onClose }: DialogProps) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const pause = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/pause', {
          params: asked(one, key),
          body: { reason },
        }),
      ),
    said: () => say('said.paused'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('pause.title', { name: one.packageName })}
      submit={say('pause')}
      isPending={pause.isPending}
      onSubmit={(reason) => pause.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say(one.lineId === '' ? 'pause.quota' : 'pause.line')}</Text>
      {one.depositRupiah > 0 && (
        <Text size="sm">{say('pause.deposit', { amount: rupiah(one.depositRupiah) })}</Text>
      )}
    </ReasonDialog>
  );
};

export const ResumeDialog = ({ one, onClose }: DialogProps) => {
  const say = useSay(billTexts);
  const resume = useCommand({
    send: (_: null, key) =>
      answerOf(api.POST('/api/v1/subscriptions/{subscriptionId}/resume', { params: asked(one, key) })),
    said: () => say('said.resumed'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('resume.title', { name: one.packageName })}
      submit={say('resume')}
      isPending={resume.isPending}
      onSubmit={() => resume.mutate(null)}
      onClose={onClose}
    >
      <Text size="sm">{say('resume.hint')}</Text>
    </FormDialog>
  );
};

export const LineDialog = ({
  subscriberId,
  one,
  onClose,
}: DialogProps & { readonly subscriberId: string }) => {
  const say = useSay(billTexts);
  const [lineId, setLineId] = useState(one.lineId);
  const setLine = useCommand({
    send: (chosen: string, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/line', {
          params: asked(one, key),
          body: { lineId: chosen },
        }),
      ),
    said: () => say('said.line'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('setLine')}
      isPending={setLine.isPending}
      isDisabled={lineId === '' || lineId === one.lineId}
      onSubmit={() => setLine.mutate(lineId)}
      onClose={onClose}
    >
      <Text size="sm">{say('setLine.hint')}</Text>
      <LineSelect subscriberId={subscriberId} value={lineId} onChange={setLineId} />
    </FormDialog>
  );
};
