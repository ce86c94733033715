// grant-dialog.tsx — quota as a gift, with a reason.
import { Checkbox, Group, NumberInput } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { bytesOf, GigabyteField } from '../parts/gigabyte-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { personKey } from './person';
import { personTexts } from './person.texts';

export const GrantDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [gigabytes, setGigabytes] = useState<number | string>(1);
  const [days, setDays] = useState<number | string>(30);
  const [unlimited, setUnlimited] = useState(false);
  const grant = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/grants', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: {
          reason,
          days: Number(days),
          ...(unlimited ? { unlimited } : { bytes: bytesOf(gigabytes) }),
        },
      }),
    said: () => say('said.granted'),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('grant.title')}
      submit={say('act.grant')}
      isPending={grant.isPending}
      onClose={onClose}
      onSubmit={(reason) => grant.mutate(reason)}
    >
      <Group grow align="flex-end">
        <GigabyteField
          label={say('grant.gigabytes')}
          value={gigabytes}
          onChange={setGigabytes}
          disabled={unlimited}
          isFirst
        />
        <NumberInput
          label={say('grant.days')}
          value={days}
          onChange={setDays}
          min={1}
          max={MEASURES.days.most}
          allowDecimal={false}
        />
      </Group>
      <Checkbox
        label={say('grant.isUnlimited')}
        checked={unlimited}
        onChange={(event) => setUnlimited(event.currentTarget.checked)}
      />
    </ReasonDialog>
  );
};
