// new-passkey.tsx — a passkey is made: password, and code where one is set up, then the browser's own dialog.
import { PasswordInput, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { answerOf } from '@saring/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { partsTexts } from '../parts/parts.texts';
import { makePasskey } from '../session/passkey-browser';
import { PasskeyProblem } from '../session/passkey-problem';
import { useOperator } from '../session/session';
import { passkeysTexts } from './passkeys.texts';

/** The key of the query. */
export const PASSKEYS = ['passkeys'];
export const LONGEST_NAME = 100;

type Proof = { readonly name: string; readonly password: string; readonly totp: string };

const addPasskey = async ({ name, password, totp }: Proof) => {
  const proof = { password, ...(totp ? { totp } : {}) };
  const begun = await answerOf(api.POST('/api/v1/operator/passkeys/begin', { body: proof }));
  const { challengeId, optionsJson } = begun;
  const proofJson = await makePasskey(optionsJson);
  return api.POST('/api/v1/operator/passkeys', { body: { challengeId, name, proofJson } });
};

/** Not one command: the browser asks its owner between the two, and what it made cannot be sent again. */
const useAddPasskey = (onDone: () => void) => {
  const say = useSay(passkeysTexts);
  const closeButtonProps = { 'aria-label': useSay(partsTexts)('close') };
  const client = useQueryClient();
  return useMutation({
    mutationFn: addPasskey,
    onSuccess: () => {
      notifications.show({ color: 'saring.8', message: say('said.made'), closeButtonProps });
      void client.invalidateQueries({ queryKey: PASSKEYS });
      onDone();
    },
  });
};

export const NewPasskey = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(passkeysTexts);
  const { totp: hasTotp } = useOperator();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const add = useAddPasskey(onClose);
  return (
    <FormDialog
      title={say('new')}
      submit={say('make')}
      isPending={add.isPending}
      onSubmit={() => add.mutate({ name, password, totp })}
      onClose={onClose}
    >
      <TextInput
        label={say('name')}
        description={say('nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={LONGEST_NAME}
        required
        withAsterisk={false}
        data-autofocus
      />
      <PasswordInput
        label={say('password')}
        description={say('proofHint')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      {hasTotp && (
        <TextInput
          label={say('totp')}
          value={totp}
          onChange={(event) => setTotp(event.currentTarget.value.replace(/\D/g, ''))}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          required
          withAsterisk={false}
        />
      )}
      {add.isError ? <PasskeyProblem error={add.error} /> : <Text size="sm">{say('intro')}</Text>}
    </FormDialog>
  );
};
