// extend-dialog.tsx — lets what a person has end later.
import { Text } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { NumberField } from '../parts/number-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { personKey } from './person';
import { personTexts } from './person.texts';

export const ExtendDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [days, setDays] = useState<number | string>(1);
  const extend = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/grants/extend', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { days: Number(days), reason },
      }),
    said: () => say('said.extended', { days }),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('act.extend')}
      isPending={extend.isPending}
      onClose={onClose}
      onSubmit={(reason) => extend.mutate(reason)}
    >
      <Text size="sm">{say('extend.hint')}</Text>
      <NumberField
        label={say('extend.days')}
        value={days}
        onChange={setDays}
        min={1}
        max={MEASURES.days.most}
        allowDecimal={false}
        required
        data-autofocus
      />
    </ReasonDialog>
  );
};
