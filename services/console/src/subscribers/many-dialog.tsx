// many-dialog.tsx — one act for those who are ticked, or for all that the list finds: makes a draft that is looked at first.
import { Radio, Stack } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { batchTexts, type Action } from '../batches/batches.texts';
import { api } from '../edge';
import { useSay } from '../language/language';
import { bytesOf, GigabyteField } from '../parts/gigabyte-field';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay, type Permission } from '../session/session';
import { askedBy, type ListFilter } from './list-filter';
import { listTexts } from './subscribers.texts';

type Act = Exclude<Action, 'import' | 'remind'>;
const ACTS: readonly (readonly [Act, Permission])[] = [
  ['block', 'subscribers:block'],
  ['unblock', 'subscribers:block'],
  ['approve', 'subscribers:approve'],
  ['reject', 'subscribers:approve'],
  ['grant', 'quota:grant'],
];
const MOST_DAYS = 3_650;

type Numbers = number | string;
const GrantFields = (fields: {
  readonly gigabytes: Numbers;
  readonly setGigabytes: (value: Numbers) => void;
  readonly days: Numbers;
  readonly setDays: (value: Numbers) => void;
}) => {
  const say = useSay(partsTexts);
  return (
    <>
      <GigabyteField label={say('quota.gigabytes')} value={fields.gigabytes} onChange={fields.setGigabytes} />
      <NumberField
        label={say('quota.days')}
        value={fields.days}
        onChange={fields.setDays}
        min={0}
        max={MOST_DAYS}
        allowDecimal={false}
        required
      />
    </>
  );
};

export const ManyDialog = ({
  ticked,
  filter,
  onClose,
}: {
  /** Empty: all that the filter finds. */
  readonly ticked: readonly string[];
  readonly filter: ListFilter;
  readonly onClose: () => void;
}) => {
  const say = useSay(listTexts);
  const sayBatch = useSay(batchTexts);
  const may = useMay();
  const navigate = useNavigate();
  const acts = ACTS.filter(([, permission]) => may(permission));
  const [act, setAct] = useState<Act | undefined>(acts[0]?.[0]);
  const [gigabytes, setGigabytes] = useState<number | string>(1);
  const [days, setDays] = useState<number | string>(30);
  const make = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/batches', {
          params: { header: { 'Idempotency-Key': key } },
          body: {
            ...{ action: act ?? 'block', reason },
            ...(ticked.length > 0 ? { subscriberIds: [...ticked] } : { filter: askedBy(filter) }),
            ...(act === 'grant' ? { bytes: bytesOf(gigabytes), days: Number(days) } : {}),
          },
        }),
      ),
    said: () => sayBatch('said.draft'),
    changes: [['batches']],
    onDone: ({ batchId }) => void navigate({ to: `/batches/${batchId}` }),
  });
  return (
    <ReasonDialog
      title={ticked.length > 0 ? say('many.ticked', { count: ticked.length }) : say('many.all')}
      submit={say('many.preview')}
      isPending={make.isPending}
      isDisabled={act === undefined}
      onClose={onClose}
      onSubmit={(reason) => make.mutate(reason)}
    >
      <Radio.Group
        label={say('many.act')}
        value={act}
        onChange={(value) => setAct(acts.find(([one]) => one === value)?.[0])}
      >
        <Stack gap={6} mt={6}>
          {acts.map(([one]) => (
            <Radio key={one} value={one} label={sayBatch(`action.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {act === 'grant' && <GrantFields {...{ gigabytes, setGigabytes, days, setDays }} />}
    </ReasonDialog>
  );
};
