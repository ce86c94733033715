// grant-dialog.tsx — quota as a gift, with a reason.
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { GIGABYTE } from '../parts/gigabyte-field';
import { NumberField } from '../parts/number-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { QuotaFields, useQuotaFields } from '../parts/quota-fields';
import { useCommand } from '../parts/use-command';
import { personKey } from './person';
import { personTexts } from './person.texts';

const HOUR_SECONDS = 3_600;

export const GrantDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const { asked, fields } = useQuotaFields({ bytes: GIGABYTE, unlimited: false, days: 30 });
  const [hours, setHours] = useState(0);
  const grant = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/grants', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { reason, ...asked, ...(hours > 0 ? { onlineSeconds: hours * HOUR_SECONDS } : {}) },
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
      <QuotaFields {...fields} leastDays={1} />
      <Field name="onlineSeconds">
        <NumberField
          label={say('grant.hours')}
          description={say('grant.hours.help')}
          value={hours}
          onChange={(value) => setHours(Number(value))}
          min={0}
          max={MEASURES.onlineSeconds.most / HOUR_SECONDS}
          allowDecimal={false}
        />
      </Field>
    </ReasonDialog>
  );
};
