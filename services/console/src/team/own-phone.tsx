// own-phone.tsx — one's own phone number: to sign in with, and where messages go.
import { Button, Paper, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { Form } from '../parts/form';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { ownAccountTexts } from './own-account.texts';

export const OwnPhone = () => {
  const say = useSay(ownAccountTexts);
  const { phone: shown } = useFormats();
  const client = useQueryClient();
  const { messages, phone: present = '' } = useOperator();
  const [phone, setPhone] = useState('');
  const save = useCommand({
    send: (_: void) => answerOf(api.PUT('/api/v1/operator/messages', { body: { messages, phone } })),
    said: () => say('said.phone'),
    changes: [],
    onDone: () => {
      setPhone('');
      void client.refetchQueries({ queryKey: ['operator'] });
    },
  });
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('phone')}
      </Title>
      <Text size="sm" mb="sm">
        {present ? say('phone.now', { phone: shown(present) }) : say('phone.none')}
      </Text>
      <Form
        onSubmit={() => save.mutate()}
        buttons={
          <Button type="submit" variant="default" loading={save.isPending}>
            {say('phone.save')}
          </Button>
        }
      >
        <Field name="phone">
          <TextInput
            label={say('phone.new')}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
            required
            withAsterisk={false}
            w={260}
          />
        </Field>
      </Form>
    </Paper>
  );
};
