// test-dialog.tsx — a test message to one number, followed until its end.
import { Alert, Button, Modal, TextInput, type ButtonProps } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useLocale, useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
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
  return (
    <Modal opened onClose={onClose} title={say('test')} closeButtonProps={{ 'aria-label': sayPart('close') }}>
      <Form
        onSubmit={() => test.mutate({ toPhone })}
        buttons={
          <DialogButtons>
            <Button variant="default" onClick={onClose}>
              {sayPart('close')}
            </Button>
            <Button type="submit" loading={test.isPending}>
              {say(messageId === null ? 'test.send' : 'test.again')}
            </Button>
          </DialogButtons>
        }
      >
        <Field name="toPhone">
          <TextInput
            data-autofocus
            label={say('test.phone')}
            description={say('test.hint')}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            value={toPhone}
            onChange={(event) => setToPhone(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        </Field>
        {messageId !== null && <End messageId={messageId} />}
      </Form>
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
