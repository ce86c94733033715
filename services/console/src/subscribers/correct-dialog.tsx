// correct-dialog.tsx — the balance put right where usage was counted wrongly: what it leaves is said before.
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { bytesOf, GIGABYTE, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { NumberField } from '../parts/number-field';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { partsTexts } from '../parts/parts.texts';
import { corrected } from './correction';
import { personKey, useDebts, useQuota, type Person, type PersonQuota } from './person';
import { standingTexts } from './standing.texts';

type Way = 'back' | 'off';

const MINUTE_SECONDS = 60;

/** It has, or had, a grant with time online. */
const isTimeCounted = ({ onlineSecondsLeft, usedOnlineSeconds }: PersonQuota): boolean =>
  onlineSecondsLeft !== null || usedOnlineSeconds > 0;

const Preview = ({
  person,
  usedDeltaBytes,
  usedDeltaSeconds,
}: {
  readonly person: Person;
  readonly usedDeltaBytes: number;
  readonly usedDeltaSeconds: number;
}) => {
  const say = useSay(standingTexts);
  const { bytes, wait } = useFormats();
  const quota = useQuota(person.subscriberId, true);
  const debts = useDebts(person.subscriberId, true);
  return (
    <Answered query={quota}>
      {(now) => {
        const autoDebtBytes = debts.data?.autoDebtBytes ?? 0;
        const then = corrected({ ...now, autoDebtBytes }, usedDeltaBytes, person.role !== 'komandan');
        if (then.isTooMuch)
          return <Alert color="orange">{say('correct.tooMuch', { used: bytes(now.usedBytes) })}</Alert>;
        const { usedOnlineSeconds, onlineSecondsLeft: left } = now;
        if (-usedDeltaSeconds > usedOnlineSeconds)
          return <Alert color="orange">{say('correct.tooMuch', { used: wait(usedOnlineSeconds) })}</Alert>;
        return (
          <Alert role="status" color="gray">
            {(usedDeltaBytes !== 0 || usedDeltaSeconds === 0) && (
              <Text size="sm">
                {say('correct.after', { now: bytes(now.remainingBytes), then: bytes(then.remainingBytes) })}
              </Text>
            )}
            {usedDeltaSeconds !== 0 && left !== null && (
              <Text size="sm">
                {say('correct.after', { now: wait(left), then: wait(Math.max(0, left - usedDeltaSeconds)) })}
              </Text>
            )}
            {then.autoDebtBytes !== autoDebtBytes && (
              <Text size="sm">
                {say('correct.debt', { now: bytes(autoDebtBytes), then: bytes(then.autoDebtBytes) })}
              </Text>
            )}
          </Alert>
        );
      }}
    </Answered>
  );
};

/** Bytes, time of use, or both. */
const useAmountText = () => {
  const { bytes, wait } = useFormats();
  return (sizeBytes: number, seconds: number): string =>
    [sizeBytes > 0 ? bytes(sizeBytes) : '', seconds > 0 ? wait(seconds) : ''].filter(Boolean).join(' · ');
};

const MinutesField = ({
  minutes,
  onChange,
}: {
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}) => {
  const say = useSay(standingTexts);
  return (
    <NumberField
      label={say('correct.minutes')}
      value={minutes}
      onChange={(value) => onChange(Number(value))}
      min={0}
      max={MEASURES.onlineSeconds.most / MINUTE_SECONDS}
      allowDecimal={false}
    />
  );
};

export const CorrectDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(standingTexts);
  const sayParts = useSay(partsTexts);
  const amountText = useAmountText();
  const { subscriberId } = person;
  const quota = useQuota(subscriberId, true);
  const [way, setWay] = useState<Way>('back');
  const [gigabytes, setGigabytes] = useState<number | string>(
    quota.data?.unlimited ? 0 : gigabytesOf(GIGABYTE),
  );
  const [minutes, setMinutes] = useState(0);
  const size = bytesOf(gigabytes);
  const seconds = minutes * MINUTE_SECONDS;
  const sign = way === 'back' ? -1 : 1;
  const usedDeltaBytes = size === 0 ? 0 : sign * size;
  const usedDeltaSeconds = seconds === 0 ? 0 : sign * seconds;
  const countsTime = quota.data !== undefined && isTimeCounted(quota.data);
  const isTooMuch =
    way === 'back' &&
    quota.data !== undefined &&
    (size > quota.data.usedBytes || seconds > quota.data.usedOnlineSeconds);
  const correct = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/corrections', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { usedDeltaBytes, ...(seconds > 0 ? { usedDeltaSeconds } : {}), reason },
      }),
    said: () => say(`correct.said.${way}`, { bytes: amountText(size, seconds) }),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.correct')}
      isPending={correct.isPending}
      isDisabled={!(size > 0 || (size === 0 && seconds > 0)) || isTooMuch}
      onClose={onClose}
      onSubmit={(reason) => correct.mutate(reason)}
    >
      <Radio.Group
        label={say('correct.what')}
        value={way}
        onChange={(value) => setWay(value === 'off' ? 'off' : 'back')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="back" label={say('correct.back')} />
          <Radio value="off" label={say('correct.off')} />
        </Stack>
      </Radio.Group>
      <GigabyteField
        label={sayParts('quota.gigabytes')}
        value={gigabytes}
        onChange={setGigabytes}
        {...(countsTime ? { min: 0 } : {})}
        isFirst
      />
      {countsTime && <MinutesField minutes={minutes} onChange={setMinutes} />}
      <Preview person={person} usedDeltaBytes={usedDeltaBytes} usedDeltaSeconds={usedDeltaSeconds} />
    </ReasonDialog>
  );
};
