// line-quota.tsx — what a PPPoE line may move in a period, and what happens beyond it.
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { bytesOf, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { useCommand } from '../parts/use-command';
import { LineNumberField } from './line-number-field';
import { lineUsageTexts } from './line-usage.texts';
import { useQuotaWords } from './line-words';
import { LINES, type Line } from './use-lines';

const FIRST = { gigabytes: 300, down: 2_000, up: 1_000, day: 1 };

type Choice = 'package' | 'none' | 'has';
type Draft = {
  readonly choice: Choice;
  readonly isSlow: boolean;
  readonly gigabytes: number;
  readonly down: number;
  readonly up: number;
  readonly day: number;
};

const choiceOf = ({ quota, quotaByHand }: Line): Choice => {
  if (!quotaByHand) return 'package';
  return quota ? 'has' : 'none';
};
const draftOf = (line: Line): Draft => ({
  choice: choiceOf(line),
  ...fieldsOf(line),
});
const fieldsOf = ({ quota, profile }: Line): Omit<Draft, 'choice'> => ({
  isSlow: profile === '' && (quota?.slowDownloadKilobitsPerSecond ?? 1) > 0,
  gigabytes: quota ? gigabytesOf(quota.bytes) : FIRST.gigabytes,
  down: quota?.slowDownloadKilobitsPerSecond || FIRST.down,
  up: quota?.slowUploadKilobitsPerSecond || FIRST.up,
  day: quota?.periodDay ?? FIRST.day,
});

const bodyOf = ({ choice, isSlow, gigabytes, down, up, day }: Draft) => ({
  ...{ bytes: choice === 'has' ? bytesOf(gigabytes) : 0, periodDay: day },
  ...(choice === 'package' ? { asPackage: true } : {}),
  ...(choice === 'has' && isSlow
    ? { slowDownloadKilobitsPerSecond: down, slowUploadKilobitsPerSecond: up }
    : {}),
});

type FieldsProps = {
  readonly draft: Draft;
  readonly mayBeSlow: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
};

const Fields = ({ draft, mayBeSlow, onChange }: FieldsProps) => {
  const say = useSay(lineUsageTexts);
  const { isSlow, gigabytes, day } = draft;
  return (
    <>
      <GigabyteField
        label={say('quota.bytes')}
        value={gigabytes}
        onChange={(value) => onChange({ gigabytes: value })}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {say('quota.then')}
        </Text>
        <SegmentedControl
          aria-label={say('quota.then')}
          value={isSlow ? 'slow' : 'hold'}
          disabled={!mayBeSlow}
          onChange={(value) => onChange({ isSlow: value === 'slow' })}
          data={[
            { value: 'slow', label: say('quota.slow') },
            { value: 'hold', label: say('quota.hold') },
          ]}
        />
      </Stack>
      {isSlow && (
        <Group grow>
          {(['down', 'up'] as const).map((name) => (
            <LineNumberField
              key={name}
              label={say(`quota.${name}`)}
              value={draft[name]}
              onChange={(value) => onChange({ [name]: value })}
              min={1}
              max={MEASURES.kilobitsPerSecond.most}
              step={500}
              allowDecimal={false}
            />
          ))}
        </Group>
      )}
      <LineNumberField
        label={say('quota.day')}
        description={say('quota.dayHint')}
        value={day}
        onChange={(value) => onChange({ day: value })}
        min={1}
        max={MEASURES.monthDay.most}
        allowDecimal={false}
      />
    </>
  );
};

/** What its package says, whatever is chosen. */
const PackageWords = ({ line }: { readonly line: Line }) => {
  const say = useSay(lineUsageTexts);
  const words = useQuotaWords();
  const { packageQuota, profile } = line;
  const isKept = packageQuota && profile !== '' && packageQuota.slowDownloadKilobitsPerSecond > 0;
  return (
    <Text size="sm" c="dimmed">
      {packageQuota ? say('quota.packageSays', { quota: words(packageQuota) }) : say('quota.packageNone')}{' '}
      {isKept ? say('quota.packageKeeps') : ''}
    </Text>
  );
};

export const LineQuota = ({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) => {
  const say = useSay(lineUsageTexts);
  const { lineId, username } = line;
  const [draft, setDraft] = useState<Draft>(draftOf(line));
  const save = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.PUT('/api/v1/lines/{lineId}/quota', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: bodyOf(draft),
        }),
      ),
    said: () => say('quota.said', { username }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('quota.title', { username })}
      submit={say('quota.submit')}
      isPending={save.isPending}
      isDisabled={draft.choice === 'has' && Number.isNaN(draft.gigabytes)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={say('quota')}
        value={draft.choice}
        onChange={(value) => setDraft((now) => ({ ...now, choice: value as Choice }))}
        data={[
          { value: 'package', label: say('quota.package') },
          { value: 'none', label: say('quota.none') },
          { value: 'has', label: say('quota.has') },
        ]}
      />
      <PackageWords line={line} />
      {draft.choice === 'has' && (
        <Fields
          draft={draft}
          mayBeSlow={line.profile === ''}
          onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        />
      )}
    </FormDialog>
  );
};
