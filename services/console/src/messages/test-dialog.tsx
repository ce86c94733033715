// test-dialog.tsx — a test message to one number, followed until its end.
import { Alert, Button, Modal, TextInput, type ButtonProps } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import type { Locale } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useLocale, useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
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

/** A text that is tried in place of the channel's own, with values for example. */
type Tried = { readonly kind: string; readonly text: string; readonly locale: Locale };

type TestDialogProps = { readonly tried?: Tried | undefined; readonly onClose: () => void };

const TestDialog = ({ tried, onClose }: TestDialogProps) => {
  const say = useSay(messageTexts);
  const sayPart = useSay(partsTexts);
  const { locale } = useLocale();
  const { phone = '' } = useOperator();
  const [toPhone, setToPhone] = useState(phone);
  const [messageId, setMessageId] = useState<string | null>(null);
  const test = useCommand({
    send: (body: { readonly toPhone: string }, key) =>
      answerOf(
        api.POST('/api/v1/messages/test', {
          body: { ...body, locale, ...tried },
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

type TestButtonProps = Pick<ButtonProps, 'size' | 'variant' | 'disabled'> &
  Pick<TestDialogProps, 'tried'> & { readonly label?: string };

/** The button that opens it. */
export const TestButton = ({ tried, label, ...props }: TestButtonProps) => {
  const say = useSay(messageTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button {...props} onClick={() => setIsOpen(true)}>
        {label ?? say('test')}
      </Button>
      {isOpen && <TestDialog tried={tried} onClose={() => setIsOpen(false)} />}
    </>
  );
};
