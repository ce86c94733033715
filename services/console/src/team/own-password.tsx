// own-password.tsx — one's own password is changed by who knows it.
import { Button, Checkbox, Paper, PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Form } from '../parts/form';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { ownAccountTexts } from './own-account.texts';

const SHORTEST = 10;

const Fields = ({ onDone }: { readonly onDone: () => void }) => {
  const say = useSay(ownAccountTexts);
  const { totp: hasTotp } = useOperator();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [totp, setTotp] = useState('');
  const [endKeys, setEndKeys] = useState(false);
  const change = useCommand({
    send: (_: void) =>
      answerOf(
        api.POST('/api/v1/operator/password', {
          body: { currentPassword, newPassword, endKeys, ...(hasTotp ? { totp } : {}) },
        }),
      ),
    said: () => say('said.password'),
    changes: [['own-sessions'], ['operator'], ['passkeys'], ['api-keys']],
    onDone,
  });
  return (
    <Form
      onSubmit={() => change.mutate()}
      buttons={
        <Button type="submit" loading={change.isPending}>
          {say('password.change')}
        </Button>
      }
    >
      <PasswordInput
        label={say('password.current')}
        value={currentPassword}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus
        w={320}
        maw="100%"
      />
      <PasswordInput
        label={say('password.new')}
        description={say('password.length')}
        value={newPassword}
        onChange={(event) => setNew(event.currentTarget.value)}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={SHORTEST}
        w={320}
        maw="100%"
      />
      {hasTotp && (
        <TextInput
          label={say('password.totp')}
          value={totp}
          onChange={(event) => setTotp(event.currentTarget.value.replace(/\D/g, ''))}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
        />
      )}
      <Checkbox
        label={say('password.endKeys')}
        checked={endKeys}
        onChange={(event) => setEndKeys(event.currentTarget.checked)}
      />
    </Form>
  );
};

export const OwnPassword = () => {
  const say = useSay(ownAccountTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('password')}
      </Title>
      <Text size="sm" mb="sm">
        {say('password.hint')}
      </Text>
      {isOpen ? (
        <Fields onDone={() => setOpen(false)} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {say('password.change')}
        </Button>
      )}
    </Paper>
  );
};
