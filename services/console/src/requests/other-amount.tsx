// other-amount.tsx — grants another amount than a Komandan asked for.
import { Textarea } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { FormDialog } from '../parts/form-dialog';
import { QuotaFields, useQuotaFields } from '../parts/quota-fields';
import { useWhoOf } from './asker';
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
  const { asked, fields } = useQuotaFields(request);
  const [reason, setReason] = useState('');
  const grant = useOtherAmount(request, onClose);
  const submit = () => grant.mutate({ ...asked, reason: reason.trim() });
  return (
    <DialogsAbout what={useWhoOf()(request)}>
      <FormDialog
        title={say('other.title')}
        submit={say('approve')}
        isPending={grant.isPending}
        onSubmit={submit}
        onClose={onClose}
      >
        <QuotaFields {...fields} />
        <Textarea
          label={say('note')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={MEASURES.reason.most}
          autosize
        />
      </FormDialog>
    </DialogsAbout>
  );
};
