// own-page.tsx — one's own account: role, password, authenticator, passkeys, sessions and API keys.
import { Anchor, Button, Code, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { Form } from '../parts/form';
import { PageTitle } from '../parts/page-title';
import { Loading } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { hideFirstSteps, useFirstStepsHidden } from '../home/first-steps-hidden';
import { firstStepsTexts } from '../home/first-steps.texts';
import { ApiKeys } from './api-keys';
import { OwnBot } from './own-bot';
import { OwnMessages } from './own-messages';
import { OwnPassword } from './own-password';
import { OwnPhone } from './own-phone';
import { OwnSessions } from './own-sessions';
import { Passkeys } from './passkeys';
import { RecoveryCodes, ShownCodes } from './recovery-codes';
import { teamTexts } from './team.texts';

const ME = ['operator'];

/** Comes with the first set-up. */
const QrPicture = lazy(async () => ({ default: (await import('../parts/qr-picture')).QrPicture }));

const HiddenSteps = () => {
  const say = useSay(firstStepsTexts);
  if (!useFirstStepsHidden()) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {say('title')}
      </Title>
      <Text size="sm" mb="sm">
        {say('show.why')}
      </Text>
      <Button variant="default" onClick={() => hideFirstSteps(false)}>
        {say('show')}
      </Button>
    </Paper>
  );
};

const SetUp = ({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) => {
  const say = useSay(teamTexts);
  const client = useQueryClient();
  const [totp, setTotp] = useState('');
  const begin = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/operator/totp')),
    said: () => say('own.totpScan'),
    changes: [],
  });
  const confirm = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/operator/totp/confirm', { body: { totp } })),
    said: () => say('said.totpOn'),
    changes: [],
    onDone: ({ codes }) => {
      onCodes(codes);
      void client.refetchQueries({ queryKey: ME });
    },
  });
  if (!begin.data)
    return (
      <Button loading={begin.isPending} onClick={() => begin.mutate()}>
        {say('own.totpStart')}
      </Button>
    );
  return (
    <Form
      onSubmit={() => confirm.mutate()}
      buttons={
        <Button type="submit" loading={confirm.isPending}>
          {say('own.totpConfirm')}
        </Button>
      }
    >
      <Text size="sm">{say('own.totpScan')}</Text>
      <Suspense fallback={<Loading />}>
        <QrPicture text={begin.data.uri} label={say('own.totpQr')} />
      </Suspense>
      <Text size="sm">{say('own.totpType')}</Text>
      <Code fz="md">{begin.data.secret}</Code>
      <Anchor href={begin.data.uri} size="sm">
        {say('own.totpHere')}
      </Anchor>
      <TextInput
        label={say('own.totpCode')}
        value={totp}
        onChange={(event) => setTotp(event.currentTarget.value.replace(/\D/g, ''))}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        required
        withAsterisk={false}
      />
    </Form>
  );
};

const Remove = () => {
  const say = useSay(teamTexts);
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const remove = useCommand({
    send: (_: void) => api.DELETE('/api/v1/operator/totp', { body: { password } }),
    said: () => say('said.totpOff'),
    changes: [],
    onDone: () => void client.refetchQueries({ queryKey: ME }),
  });
  return (
    <Form
      onSubmit={() => remove.mutate()}
      buttons={
        <Button type="submit" variant="default" loading={remove.isPending}>
          {say('own.totpRemove')}
        </Button>
      }
    >
      <PasswordInput
        label={say('own.password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        w={260}
        required
        withAsterisk={false}
      />
    </Form>
  );
};

export const OwnPage = () => {
  const say = useSay(teamTexts);
  const { email, name, role, totp } = useOperator();
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <>
      <PageTitle title={say('own.title')} />
      <Stack maw={720}>
        <Text c="dimmed">{[name, email, say(`role.${role}`)].filter(Boolean).join(' · ')}</Text>
        <OwnPhone />
        <OwnMessages />
        <OwnBot />
        <OwnPassword />
        <Paper withBorder p="md">
          <Title order={2} size="h4">
            {say('own.totp')}
          </Title>
          <Text size="sm" mb="sm">
            {say(totp ? 'own.totpOn' : 'own.totpOff')}
          </Text>
          {codes.length > 0 && <ShownCodes codes={codes} />}
          {totp ? (
            <>
              <RecoveryCodes onCodes={setCodes} />
              <Remove />
            </>
          ) : (
            <SetUp onCodes={setCodes} />
          )}
        </Paper>
        <Passkeys />
        <OwnSessions />
        <ApiKeys />
        <HiddenSteps />
      </Stack>
    </>
  );
};
