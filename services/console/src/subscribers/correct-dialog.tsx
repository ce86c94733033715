// correct-dialog.tsx — the balance put right where usage was counted wrongly: what it leaves is said before.
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { bytesOf, GIGABYTE, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { partsTexts } from '../parts/parts.texts';
import { corrected } from './correction';
import { personKey, useDebts, useQuota, type Person } from './person';
import { standingTexts } from './standing.texts';

type Way = 'back' | 'off';

const Preview = ({
  person,
  usedDeltaBytes,
}: {
  readonly person: Person;
  readonly usedDeltaBytes: number;
}) => {
  const say = useSay(standingTexts);
  const { bytes } = useFormats();
  const quota = useQuota(person.subscriberId, true);
  const debts = useDebts(person.subscriberId, true);
  return (
    <Answered query={quota}>
      {(now) => {
        const autoDebtBytes = debts.data?.autoDebtBytes ?? 0;
        const then = corrected({ ...now, autoDebtBytes }, usedDeltaBytes, person.role !== 'komandan');
        if (then.isTooMuch)
          return <Alert color="orange">{say('correct.tooMuch', { used: bytes(now.usedBytes) })}</Alert>;
        return (
          <Alert role="status" color="gray">
            <Text size="sm">
              {say('correct.after', { now: bytes(now.remainingBytes), then: bytes(then.remainingBytes) })}
            </Text>
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

export const CorrectDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(standingTexts);
  const sayParts = useSay(partsTexts);
  const { bytes } = useFormats();
  const { subscriberId } = person;
  const [way, setWay] = useState<Way>('back');
  const [gigabytes, setGigabytes] = useState<number | string>(gigabytesOf(GIGABYTE));
  const size = bytesOf(gigabytes);
  const usedDeltaBytes = way === 'back' ? -size : size;
  const quota = useQuota(subscriberId, true);
  const isTooMuch = way === 'back' && quota.data !== undefined && size > quota.data.usedBytes;
  const correct = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/corrections', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { usedDeltaBytes, reason },
      }),
    said: () => say(`correct.said.${way}`, { bytes: bytes(size) }),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.correct')}
      isPending={correct.isPending}
      isDisabled={size <= 0 || isTooMuch}
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
      <GigabyteField label={sayParts('quota.gigabytes')} value={gigabytes} onChange={setGigabytes} isFirst />
      <Preview person={person} usedDeltaBytes={usedDeltaBytes} />
    </ReasonDialog>
  );
};
