// reason-dialog.tsx — asks for a reason, and for what else an action needs, before it is done.
import { Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useSay } from '../language/language';
import { Field } from './field-problem';
import { FormDialog } from './form-dialog';
import { partsTexts } from './parts.texts';

const LONGEST_REASON = 300;

type ReasonDialogProps = {
  readonly title: string;
  readonly isPending: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly submit?: string;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  /** Where the reason is kept; absent: in the subscriber's history. */
  readonly hint?: string;
  readonly children?: ReactNode;
};

export const ReasonDialog = ({ onSubmit, hint, children, ...dialog }: ReasonDialogProps) => {
  const say = useSay(partsTexts);
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...dialog} onSubmit={() => onSubmit(reason.trim())}>
      {children}
      <Field name="reason">
        <Textarea
          label={say('reason')}
          description={hint ?? say('reason.hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={LONGEST_REASON}
          autosize
          minRows={2}
          required
          data-autofocus={children ? undefined : true}
        />
      </Field>
    </FormDialog>
  );
};
