// router-provisioning.tsx — readies a router for a hotspot: the commands are read first, sent then, and can be undone.
import { Alert, Button, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { FormDialog } from '../parts/form-dialog';
import { NumberField } from '../parts/number-field';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { WrappedCode } from '../parts/wrapped-code';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { provisioningTexts } from './provisioning.texts';
import { useInterfaces } from './router-interfaces';

type Plan = Answer<'/api/v1/routers/{routerId}/provisioning-plan'>;
type Provisioning = Answer<'/api/v1/routers/{routerId}/provisionings'>['items'][number];
type Wishes = { readonly interface: string; readonly address: string; readonly mostConnections: number };
const MOST_CONNECTIONS = 65_535;
const FIRST_WISHES: Wishes = { interface: '', address: '10.5.50.1/24', mostConnections: 200 };

const Steps = ({ steps }: { readonly steps: Plan['steps'] }) => {
  const say = useSay(provisioningTexts);
  return (
    <WideTable minWidth={320}>
      <Table>
        <Table.Tbody>
          {steps.map(({ part, command }) => (
            <Table.Tr key={command}>
              <Table.Td>{say(`part.${part}`)}</Table.Td>
              <Table.Td>
                <WrappedCode>{command}</WrappedCode>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const PlanView = ({
  routerId,
  wishes,
  plan,
  onDone,
}: {
  readonly routerId: string;
  readonly wishes: Wishes;
  readonly plan: Plan;
  readonly onDone: () => void;
}) => {
  const say = useSay(provisioningTexts);
  const may = useMay();
  const clipboard = useClipboard();
  const run = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/provisionings', {
          params: { path: { routerId }, header: { 'Idempotency-Key': key } },
          body: { ...wishes, planHash: plan.planHash },
        }),
      ),
    said: ({ stepsDone: count, refusal }) =>
      refusal === '' ? say('said.done', { count }) : say('said.partly', { count, refusal }),
    changes: [['routers']],
    onDone,
  });
  return (
    <Stack gap="sm">
      {plan.faults.map((fault) => (
        <Alert key={fault} color="red" role="alert">
          {say(`fault.${fault}`)}
        </Alert>
      ))}
      {plan.warnings.map((fault) => (
        <Alert key={fault} color="yellow">
          {say(`fault.${fault}`)}
        </Alert>
      ))}
      {plan.faults.length === 0 && plan.steps.length === 0 && <Text>{say('plan.nothing')}</Text>}
      {plan.steps.length > 0 && (
        <>
          <Title order={2} size="h5">
            {say('plan.title', { count: plan.steps.length })}
          </Title>
          <Steps steps={plan.steps} />
          <Group>
            {may('routers:write') && (
              <Button loading={run.isPending} onClick={() => run.mutate()}>
                {say('run')}
              </Button>
            )}
            <Button variant="default" onClick={() => clipboard.copy(plan.script)}>
              {clipboard.copied ? say('copied') : say('copy')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
};

const History = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(provisioningTexts);
  const may = useMay();
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const [undoing, setUndoing] = useState<Provisioning>();
  const params = { path: { routerId } };
  const done = useQuery({
    queryKey: ['routers', routerId, 'provisionings'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/routers/{routerId}/provisionings', { params, signal })),
  });
  const undo = useCommand({
    send: (provisioningId: string, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/provisionings/{provisioningId}/undo', {
          params: { path: { routerId, provisioningId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: ({ left }) =>
      left.length === 0 ? say('said.undone') : say('said.left', { left: left.join('; ') }),
    changes: [['routers']],
    onDone: () => setUndoing(undefined),
  });
  return (
    <Answered query={done}>
      {({ items }) =>
        items.length > 0 && (
          <Stack gap="xs">
            <Title order={2} size="h5">
              {say('history')}
            </Title>
            {items.map((one) => (
              <Group key={one.provisioningId} justify="space-between">
                <div>
                  {instant(one.begunAt)} · {say(`state.${one.state}`)}
                  <Text size="sm" c="dimmed">
                    {say('by', { count: one.stepsDone, actor: nameOf(one.actor) })}
                    {one.refusal && ` · ${one.refusal}`}
                  </Text>
                </div>
                {may('routers:write') && one.state !== 'undone' && (
                  <Button size="xs" variant="default" onClick={() => setUndoing(one)}>
                    {say('undo')}
                  </Button>
                )}
              </Group>
            ))}
            {undoing && (
              <FormDialog
                title={say('undo.title')}
                submit={say('undo')}
                isDangerous
                isPending={undo.isPending}
                onSubmit={() => undo.mutate(undoing.provisioningId)}
                onClose={() => setUndoing(undefined)}
              >
                <Text>{say('undo.text')}</Text>
                <Steps steps={undoing.steps} />
              </FormDialog>
            )}
          </Stack>
        )
      }
    </Answered>
  );
};

const WishesForm = ({
  names,
  isBusy,
  onAsk,
}: {
  readonly names: readonly string[];
  readonly isBusy: boolean;
  readonly onAsk: (wishes: Wishes) => void;
}) => {
  const say = useSay(provisioningTexts);
  const [wishes, setWishes] = useState(FIRST_WISHES);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ ...wishes });
      }}
    >
      <Group align="flex-start">
        <Select
          label={say('interface')}
          data={[...names]}
          searchable
          value={wishes.interface || null}
          onChange={(name) => setWishes({ ...wishes, interface: name ?? '' })}
          required
        />
        <TextInput
          label={say('address')}
          description={say('address.hint')}
          value={wishes.address}
          onChange={(event) => setWishes({ ...wishes, address: event.currentTarget.value })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
        />
        <NumberField
          label={say('mostConnections')}
          description={say('mostConnections.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={MOST_CONNECTIONS}
          allowDecimal={false}
          value={wishes.mostConnections}
          onChange={(value) => setWishes({ ...wishes, mostConnections: Number(value) || 0 })}
        />
      </Group>
      <Button type="submit" mt="sm" loading={isBusy}>
        {say('plan')}
      </Button>
    </form>
  );
};

export const RouterProvisioning = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(provisioningTexts);
  const [asked, setAsked] = useState<Wishes>();
  const interfaces = useInterfaces(routerId, false);
  const plan = useQuery({
    queryKey: ['routers', routerId, 'provisioning-plan', asked],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/provisioning-plan', {
          params: { path: { routerId }, query: asked ?? FIRST_WISHES },
          signal,
        }),
      ),
    enabled: asked !== undefined,
    retry: false,
    gcTime: 0,
  });
  return (
    <Stack gap="md">
      <Text size="sm">{say('intro')}</Text>
      <Answered query={interfaces}>
        {({ items }) => (
          <WishesForm
            names={items.filter(({ disabled }) => !disabled).map(({ name }) => name)}
            isBusy={plan.isFetching}
            onAsk={setAsked}
          />
        )}
      </Answered>
      {asked && (
        <Answered query={plan}>
          {(found) => (
            <PlanView routerId={routerId} wishes={asked} plan={found} onDone={() => setAsked(undefined)} />
          )}
        </Answered>
      )}
      <History routerId={routerId} />
    </Stack>
  );
};
