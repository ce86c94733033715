// reason-dialog.tsx — asks for a reason, and for what else an action needs, before it is done.
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useSay } from '../language/language';
import { partsTexts } from './parts.texts';

type ReasonDialogProps = {
  readonly title: string;
  readonly submit: string;
  readonly isPending: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly isDangerous?: boolean;
  readonly initialReason?: string;
  readonly children?: ReactNode;
};

export const ReasonDialog = (props: ReasonDialogProps) => {
  const { title, submit, isPending, onSubmit, onClose, isDangerous, initialReason = '', children } = props;
  const say = useSay(partsTexts);
  const [reason, setReason] = useState(initialReason);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(reason.trim());
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say('close') }}>
      <form onSubmit={send}>
        <Stack>
          {children}
          <Textarea
            label={say('reason')}
            description={say('reason.hint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={300}
            autosize
            minRows={2}
            required
            data-autofocus={children ? undefined : true}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" color={isDangerous ? 'red.9' : undefined} loading={isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
