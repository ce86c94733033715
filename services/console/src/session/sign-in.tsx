// sign-in.tsx — password, and the code of an authenticator where one is set up; or a passkey.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { ApiProblem } from '@saring/api-client';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Problem } from '../parts/problem';
import { DoorPage } from './door-page';
import { PasskeySignIn } from './passkey-sign-in';
import { sessionTexts } from './session.texts';

const CODE_MISSING = 'AUTH.TOTP_REQUIRED';

export const SignIn = ({ onDone }: { readonly onDone: () => void }) => {
  const say = useSay(sessionTexts);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      api.POST('/api/v1/operator/login', { body: { email, password, ...(totp ? { totp } : {}) } }),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === CODE_MISSING) setWantsCode(true);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const isCodeMissing = signIn.error instanceof ApiProblem && signIn.error.code === CODE_MISSING;
  return (
    <DoorPage title={say('signIn.title')} intro={say('signIn.intro')}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={say('signIn.email')}
            description={say('signIn.emailHint')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
          />
          <PasswordInput
            label={say('signIn.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          {wantsCode && (
            <TextInput
              label={say('signIn.totp')}
              description={say('signIn.totpHint')}
              value={totp}
              onChange={(event) => setTotp(event.currentTarget.value)}
              autoComplete="one-time-code"
              autoCapitalize="characters"
              maxLength={20}
              autoFocus
            />
          )}
          {signIn.isError && !isCodeMissing && <Problem error={signIn.error} />}
          <Button type="submit" loading={signIn.isPending}>
            {say('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <PasskeySignIn onDone={onDone} />
    </DoorPage>
  );
};
