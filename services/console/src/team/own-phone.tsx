// own-phone.tsx — one's own phone number: to sign in with, and where messages go.
import { Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('phone')}
      </Title>
      <Text size="sm" mb="sm">
        {present ? say('phone.now', { phone: shown(present) }) : say('phone.none')}
      </Text>
      <form onSubmit={submit}>
        <Stack align="flex-start">
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
          <Button type="submit" variant="default" loading={save.isPending} disabled={phone.trim() === ''}>
            {say('phone.save')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
};
