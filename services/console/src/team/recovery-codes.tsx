// recovery-codes.tsx — what gets an operator in when their authenticator is lost: shown once, then only how many are left.
import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Form } from '../parts/form';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { recoveryTexts } from './recovery-codes.texts';

/** From here on new ones are due. */
const FEW = 2;

/** To keep: copied, or as a file. */
export const ShownCodes = ({ codes }: { readonly codes: readonly string[] }) => {
  const say = useSay(recoveryTexts);
  const text = codes.join('\n');
  return (
    <Alert color="orange" role="status">
      <Text size="sm" mb="xs">
        {say('once')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" maw={360} mb="sm">
        {codes.map((code) => (
          <Code key={code} fz="md">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {say(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          size="compact-sm"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${say('file')}\n\n${text}\n`)}`}
          download="saring-recovery-codes.txt"
        >
          {say('download')}
        </Button>
      </Group>
    </Alert>
  );
};

/** @param onCodes gets the new ones. */
const Renewal = ({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) => {
  const say = useSay(recoveryTexts);
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const renew = useCommand({
    send: (_: void) =>
      answerOf(api.POST('/api/v1/operator/totp/recovery-codes', { body: { password, totp } })),
    said: () => say('renewed'),
    changes: [],
    onDone: ({ codes }) => {
      onCodes(codes);
      void client.refetchQueries({ queryKey: ['operator'] });
    },
  });
  return (
    <Form
      onSubmit={() => renew.mutate()}
      buttons={
        <Button type="submit" variant="default" loading={renew.isPending}>
          {say('renew')}
        </Button>
      }
    >
      <PasswordInput
        label={say('password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        w={260}
        required
        withAsterisk={false}
      />
      <TextInput
        label={say('totp')}
        value={totp}
        onChange={(event) => setTotp(event.currentTarget.value)}
        autoComplete="one-time-code"
        maxLength={20}
        w={260}
        required
        withAsterisk={false}
      />
    </Form>
  );
};

export const RecoveryCodes = ({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) => {
  const say = useSay(recoveryTexts);
  const { recoveryCodes } = useOperator();
  const [isRenewing, setRenewing] = useState(false);
  const isFew = recoveryCodes <= FEW;
  const take = (codes: readonly string[]) => {
    setRenewing(false);
    onCodes(codes);
  };
  return (
    <Stack gap="xs" align="flex-start" mb="md">
      <Text size="sm" fw={isFew ? 600 : undefined}>
        {say(isFew ? 'few' : 'left', { count: recoveryCodes })}
      </Text>
      {isRenewing ? (
        <Renewal onCodes={take} />
      ) : (
        <Button variant="default" size="xs" onClick={() => setRenewing(true)}>
          {say('new')}
        </Button>
      )}
    </Stack>
  );
};
