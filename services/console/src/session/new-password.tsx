// new-password.tsx — the first password is changed before anything else.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Problem } from '../parts/problem';
import { DoorPage } from './door-page';
import { sessionTexts } from './session.texts';

type NewPasswordProps = {
  /** A code of the authenticator is asked for, too. */
  readonly withTotp: boolean;
  readonly onDone: () => void;
};

const SHORTEST = 10;

export const NewPassword = ({ withTotp, onDone }: NewPasswordProps) => {
  const say = useSay(sessionTexts);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [totp, setTotp] = useState('');
  const change = useMutation({
    mutationFn: () =>
      api.POST('/api/v1/operator/password', {
        body: { currentPassword, newPassword, ...(withTotp ? { totp } : {}) },
      }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <DoorPage title={say('password.title')} intro={say('password.intro')}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label={say('password.current')}
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            autoComplete="current-password"
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={say('password.new')}
            description={say('password.hint')}
            value={newPassword}
            onChange={(event) => setNew(event.currentTarget.value)}
            autoComplete="new-password"
            required
            withAsterisk={false}
            minLength={SHORTEST}
          />
          {withTotp && (
            <TextInput
              label={say('signIn.totp')}
              value={totp}
              onChange={(event) => setTotp(event.currentTarget.value.replace(/\D/g, ''))}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
            />
          )}
          {change.isError && <Problem error={change.error} />}
          <Button type="submit" loading={change.isPending}>
            {say('password.submit')}
          </Button>
        </Stack>
      </form>
    </DoorPage>
  );
};
