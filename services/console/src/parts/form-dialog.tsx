// form-dialog.tsx — a dialog with fields, a button that sends them and one that does not.
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useSay } from '../language/language';
import { useFocusReturn } from './focus-return';
import { FieldProblems, useFocusOfProblem } from './field-problem';
import { useFormProblem } from './form-problem';
import { partsTexts } from './parts.texts';
import { Problem } from './problem';

type FormDialogProps = {
  readonly title: string;
  /** Of the button that sends; absent: the title. */
  readonly submit?: string;
  readonly isPending: boolean;
  readonly isDangerous?: boolean;
  readonly isDisabled?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export const FormDialog = (props: FormDialogProps) => {
  const { title, submit = title, isPending, isDangerous, isDisabled, onSubmit, onClose, children } = props;
  const say = useSay(partsTexts);
  const form = useFormProblem();
  useFocusReturn();
  const fields = useFocusOfProblem(form.problem);
  const send = (event: FormEvent) => {
    event.preventDefault();
    form.submit(onSubmit);
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say('close') }}>
      <form onSubmit={send}>
        <Stack ref={fields}>
          <FieldProblems.Provider value={form.problem}>{children}</FieldProblems.Provider>
          {form.problem !== null && <Problem error={form.problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button
              type="submit"
              color={isDangerous ? 'red.9' : undefined}
              loading={isPending}
              disabled={isDisabled}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
