// form-dialog.tsx — a dialog with fields, a button that sends them and one that does not.
import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../language/language';
import { DialogButtons } from './dialog-buttons';
import { DialogTitle } from './dialog-title';
import { useFocusReturn } from './focus-return';
import { Form } from './form';
import { partsTexts } from './parts.texts';

type FormDialogProps = {
  readonly title: string;
  /** Of the button that sends; absent: the title. */
  readonly submit?: string;
  readonly isPending: boolean;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  /** Nothing is left to be sent: it can be closed alone. */
  readonly isOver?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const FormDialog = (props: FormDialogProps) => {
  const {
    title,
    submit = title,
    isPending,
    isDangerous,
    isDisabled,
    isOver,
    onSubmit,
    onClose,
    children,
  } = props;
  const say = useSay(partsTexts);
  useFocusReturn();
  const buttons = (
    <DialogButtons>
      <Button variant="default" onClick={onClose}>
        {say(isOver ? 'close' : 'cancel')}
      </Button>
      {!isOver && (
        <Button
          type="submit"
          color={isDangerous ? 'red.9' : undefined}
          loading={isPending}
          disabled={isDisabled}
        >
          {submit}
        </Button>
      )}
    </DialogButtons>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={title} />}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Form onSubmit={onSubmit} buttons={buttons}>
        {children}
      </Form>
    </Modal>
  );
};
