// test-dialog.tsx — a test message to one number, followed until its end.
import { Alert, Button, Group, Modal, Stack, TextInput, type ButtonProps } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useLocale, useSay } from '../language/language';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { MessageEnd, useMessage } from './message-end';
import { messageTexts } from './messages.texts';

const End = ({ messageId }: { readonly messageId: string }) => {
  const { data } = useMessage(messageId);
  if (!data) return null;
  const isBad = data.state === 'failed' || data.state === 'expired' || data.state === 'unknown';
  return (
    <Alert color={isBad ? 'red' : 'saring'} role="status">
      <MessageEnd message={data} />
    </Alert>
  );
};

const TestDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(messageTexts);
  const sayPart = useSay(partsTexts);
  const { locale } = useLocale();
  const [toPhone, setToPhone] = useState('');
  const [messageId, setMessageId] = useState<string | null>(null);
  const test = useCommand({
    send: (body: { readonly toPhone: string }, key) =>
      answerOf(
        api.POST('/api/v1/messages/test', {
          body: { ...body, locale },
          params: { header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.test'),
    changes: [['messages']],
    onDone: (reply) => setMessageId(reply.messageId),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ toPhone });
  };
  return (
    <Modal opened onClose={onClose} title={say('test')} closeButtonProps={{ 'aria-label': sayPart('close') }}>
      <form onSubmit={send}>
        <Stack>
          <TextInput
            data-autofocus
            label={say('test.phone')}
            description={say('test.hint')}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            value={toPhone}
            onChange={(event) => setToPhone(event.currentTarget.value)}
          />
          {messageId !== null && <End messageId={messageId} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {sayPart('close')}
            </Button>
            <Button type="submit" loading={test.isPending} disabled={toPhone.trim() === ''}>
              {say(messageId === null ? 'test.send' : 'test.again')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

/** The button that opens it. */
export const TestButton = (props: Pick<ButtonProps, 'size' | 'variant'>) => {
  const say = useSay(messageTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button {...props} onClick={() => setIsOpen(true)}>
        {say('test')}
      </Button>
      {isOpen && <TestDialog onClose={() => setIsOpen(false)} />}
    </>
  );
};
