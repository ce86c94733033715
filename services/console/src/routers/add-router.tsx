// add-router.tsx — adds a router: a few words, then one line to paste, then it connects while one watches.
import { Alert, Anchor, Autocomplete, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { StatusBadge } from '../parts/status';
import { useCommand } from '../parts/use-command';
import { WrappedCode } from '../parts/wrapped-code';
import { useSites } from '../sites/use-sites';
import { routerFaultTexts } from './router-fault.texts';
import { addRouterTexts } from './add-router.texts';

const LOOK_MILLISECONDS = 3_000;
/** Of api-ssl, as RouterOS has it. */
const USUAL_PORT = 8729;
const MOST_PORT = 65_535;
const FIRST = { name: '', host: '', port: USUAL_PORT, site: '', gatewayAddress: '' };
type Fields = typeof FIRST;
type Onboarding = {
  readonly routerId: string;
  readonly command: string;
  readonly expiresAt: string;
  readonly warning: string | null;
};

const Line = ({ onboarding, onClose }: { readonly onboarding: Onboarding; readonly onClose: () => void }) => {
  const say = useSay(addRouterTexts);
  const sayFault = useSay(routerFaultTexts);
  const sayParts = useSay(partsTexts);
  const { instant } = useFormats();
  const clipboard = useClipboard();
  const { routerId, command, expiresAt, warning } = onboarding;
  const router = useQuery({
    queryKey: ['routers', routerId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/routers/{routerId}', { params: { path: { routerId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const fault = router.data?.fault;
  const isOnline = router.data?.state === 'online';
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say('title')}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      <Stack>
        {warning && <Alert color="orange">{warning}</Alert>}
        <Text size="sm">{say('paste')}</Text>
        <WrappedCode>{command}</WrappedCode>
        <Group justify="space-between">
          <Button onClick={() => clipboard.copy(command)}>{say(clipboard.copied ? 'copied' : 'copy')}</Button>
          <Text size="sm" c="dimmed">
            {say('until', { at: instant(expiresAt) })}
          </Text>
        </Group>
        <Group aria-live="polite">
          {router.data && <StatusBadge status={router.data.state} />}
          <Text size="sm">
            {isOnline ? say('connected') : say('waiting', { reason: fault ? sayFault(fault) : '…' })}
          </Text>
        </Group>
        <Anchor component={Link} to={`/routers/${routerId}`}>
          {say('open')}
        </Anchor>
      </Stack>
    </Modal>
  );
};

export const AddRouter = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(addRouterTexts);
  const sites = useSites();
  const [fields, setFields] = useState(FIRST);
  const [onboarding, setOnboarding] = useState<Onboarding>();
  const set = <Name extends keyof Fields>(name: Name, value: Fields[Name]) =>
    setFields((now) => ({ ...now, [name]: value }));
  const add = useCommand({
    send: (body: Fields, key) =>
      answerOf(
        api.POST('/api/v1/routers/onboarding', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    said: () => say('said'),
    changes: [['routers'], ['home']],
    onDone: setOnboarding,
  });
  if (onboarding) return <Line onboarding={onboarding} onClose={onClose} />;
  return (
    <FormDialog
      title={say('title')}
      submit={say('next')}
      isPending={add.isPending}
      onSubmit={() => add.mutate(fields)}
      onClose={onClose}
    >
      <TextInput
        label={say('name')}
        value={fields.name}
        onChange={(event) => set('name', event.currentTarget.value)}
        required
        maxLength={60}
        data-autofocus
      />
      <Autocomplete
        label={say('site')}
        description={say('site.hint')}
        data={[...sites]}
        value={fields.site}
        onChange={(site) => set('site', site)}
        required
      />
      <TextInput
        label={say('host')}
        description={say('host.hint')}
        value={fields.host}
        onChange={(event) => set('host', event.currentTarget.value)}
        required
      />
      <NumberField
        label={say('port')}
        description={say('port.hint')}
        value={fields.port}
        onChange={(port) => set('port', Number(port))}
        min={1}
        max={MOST_PORT}
        allowDecimal={false}
        hideControls
        required
      />
      <TextInput
        label={say('gatewayAddress')}
        description={say('gatewayAddress.hint')}
        placeholder="192.168.88.2/32"
        value={fields.gatewayAddress}
        onChange={(event) => set('gatewayAddress', event.currentTarget.value)}
        required
      />
    </FormDialog>
  );
};
