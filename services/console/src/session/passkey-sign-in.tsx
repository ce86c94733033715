// passkey-sign-in.tsx — one button in place of name, password and code; or why there is none.
import { Button, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { api } from '../edge';
import { useSay } from '../language/language';
import { askPasskey, passkeyHindrance } from './passkey-browser';
import { PasskeyProblem } from './passkey-problem';
import { passkeyTexts } from './passkey.texts';

const signInByPasskey = async () => {
  const { challengeId, optionsJson } = await answerOf(api.POST('/api/v1/operator/login/passkey/begin'));
  const proofJson = await askPasskey(optionsJson);
  return api.POST('/api/v1/operator/login/passkey', { body: { challengeId, proofJson } });
};

export const PasskeySignIn = ({ onDone }: { readonly onDone: () => void }) => {
  const say = useSay(passkeyTexts);
  const hindrance = passkeyHindrance();
  const signIn = useMutation({ mutationFn: signInByPasskey, onSuccess: onDone });
  return (
    <>
      {!hindrance && (
        <Text size="sm" c="dimmed" ta="center">
          {say('or')}
        </Text>
      )}
      {hindrance ? (
        <Text size="sm" c="dimmed">
          {say(hindrance)}
        </Text>
      ) : (
        <Button
          variant="default"
          leftSection={<IconFingerprint size={18} aria-hidden />}
          loading={signIn.isPending}
          onClick={() => signIn.mutate()}
        >
          {say('signIn')}
        </Button>
      )}
      {signIn.isError && <PasskeyProblem error={signIn.error} />}
    </>
  );
};
