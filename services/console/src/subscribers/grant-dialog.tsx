// grant-dialog.tsx — quota as a gift, with a reason.
import { api } from '../edge';
import { useSay } from '../language/language';
import { GIGABYTE } from '../parts/gigabyte-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { QuotaFields, useQuotaFields } from '../parts/quota-fields';
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
  const { asked, fields } = useQuotaFields({ bytes: GIGABYTE, unlimited: false, days: 30 });
  const grant = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/grants', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { reason, ...asked },
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
    </ReasonDialog>
  );
};
