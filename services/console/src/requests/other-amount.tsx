// other-amount.tsx — grants another amount than a Komandan asked for.
import { Checkbox, Group, NumberInput, Textarea } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { bytesOf, GigabyteField, gigabytesOf } from '../parts/gigabyte-field';
import { useOtherAmount } from './decisions';
import type { QuotaRequest } from './request-card';
import { requestTexts } from './requests.texts';

export const OtherAmount = ({
  request,
  onClose,
}: {
  readonly request: QuotaRequest;
  readonly onClose: () => void;
}) => {
  const say = useSay(requestTexts);
  const [gigabytes, setGigabytes] = useState<number | string>(
    request.unlimited ? 1 : gigabytesOf(request.bytes),
  );
  const [unlimited, setUnlimited] = useState(request.unlimited);
  const [days, setDays] = useState<number | string>(request.days);
  const [reason, setReason] = useState('');
  const grant = useOtherAmount(request.requestId, onClose);
  const submit = () =>
    grant.mutate({
      ...{ days: Number(days), reason: reason.trim() },
      ...(unlimited ? { unlimited } : { bytes: bytesOf(gigabytes) }),
    });
  return (
    <FormDialog
      title={say('other.title')}
      submit={say('approve')}
      isPending={grant.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Group grow align="flex-end">
        <GigabyteField
          label={say('gigabytes')}
          value={gigabytes}
          onChange={setGigabytes}
          disabled={unlimited}
          isFirst
        />
        <NumberInput
          label={say('days')}
          value={days}
          onChange={setDays}
          min={0}
          max={MEASURES.days.most}
          allowDecimal={false}
        />
      </Group>
      <Checkbox
        label={say('unlimited')}
        checked={unlimited}
        onChange={(event) => setUnlimited(event.currentTarget.checked)}
      />
      <Textarea
        label={say('note')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={MEASURES.reason.most}
        autosize
      />
    </FormDialog>
  );
};
