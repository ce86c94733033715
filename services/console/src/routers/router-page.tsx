// router-page.tsx — one router: how it is, what differs from what is wanted, and the repair.
import { Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { lineTexts } from '../lines/lines.texts';
import { RouterLines } from '../lines/router-lines';
import { interfaceTexts } from './interfaces.texts';
import { configurationTexts } from './configurations.texts';
import { provisioningTexts } from './provisioning.texts';
import { RouterAlarms } from './router-alarms';
import { RouterBooks } from './router-books';
import { RouterConfigurations } from './router-configurations';
import { DriftRows, RepairDialog } from './router-drift';
import { RouterHealth } from './router-health';
import { RouterHoldings, RouterWritten } from './router-holdings';
import { holdingsTexts } from './router-holdings.texts';
import { RemoveRouter } from './remove-router';
import { RouterInterfaces } from './router-interfaces';
import { RouterProvisioning } from './router-provisioning';
import { routerFaultTexts } from './router-fault.texts';
import { routerTexts } from './routers.texts';
import type { Answer } from '../parts/answer';

type Drift = Answer<'/api/v1/routers/{routerId}/drift'>;
type Router = Answer<'/api/v1/routers/{routerId}'>;
const route = getRouteApi('/routers/$routerId');
const LOOK_MILLISECONDS = 5_000;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

const useRouterQueries = (routerId: string) => {
  const params = { path: { routerId } };
  const router = useQuery({
    queryKey: ['routers', routerId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers/{routerId}', { params, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const drift = useQuery({
    queryKey: ['routers', routerId, 'drift'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/routers/{routerId}/drift', { params, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  return { router, drift };
};

const DriftTable = ({ drift }: { readonly drift: Drift }) => {
  const say = useSay(routerTexts);
  const { instant } = useFormats();
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {drift.sweptAt ? say('drift.sweptAt', { at: instant(drift.sweptAt) }) : say('drift.never')}
        {drift.pendingCommands > 0 ? ` · ${say('drift.pending', { count: drift.pendingCommands })}` : ''}
      </Text>
      {drift.items.length === 0 ? <Text>{say('drift.none')}</Text> : <DriftRows items={drift.items} />}
    </Stack>
  );
};

const RouterTabs = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(routerTexts);
  const sayInterfaces = useSay(interfaceTexts);
  const sayProvisioning = useSay(provisioningTexts);
  const sayConfigurations = useSay(configurationTexts);
  const sayHoldings = useSay(holdingsTexts);
  const sayLines = useSay(lineTexts);
  const may = useMay();
  const { drift } = useRouterQueries(routerId);
  const { tab } = route.useSearch();
  const navigate = useNavigate();
  const openTab = (next: string | null): void => {
    const to = `/routers/${routerId}`;
    void navigate({ to, search: next === null ? {} : { tab: next }, replace: true });
  };
  return (
    <Tabs value={tab ?? 'drift'} onChange={openTab} keepMounted={false} mt="md">
      <Tabs.List>
        <Tabs.Tab value="drift">{say('drift.title')}</Tabs.Tab>
        <Tabs.Tab value="rows">{sayHoldings('tables')}</Tabs.Tab>
        <Tabs.Tab value="writes">{sayHoldings('writes')}</Tabs.Tab>
        {may('lines:read') && <Tabs.Tab value="lines">{sayLines('title')}</Tabs.Tab>}
        <Tabs.Tab value="interfaces">{sayInterfaces('interfaces')}</Tabs.Tab>
        <Tabs.Tab value="books">{sayInterfaces('carried')}</Tabs.Tab>
        <Tabs.Tab value="configurations">{sayConfigurations('title')}</Tabs.Tab>
        <Tabs.Tab value="provisioning">{sayProvisioning('title')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="drift" pt="md">
        <Answered query={drift}>{(found) => <DriftTable drift={found} />}</Answered>
      </Tabs.Panel>
      <Tabs.Panel value="rows" pt="md">
        <RouterHoldings routerId={routerId} />
      </Tabs.Panel>
      <Tabs.Panel value="writes" pt="md">
        <RouterWritten routerId={routerId} />
      </Tabs.Panel>
      {may('lines:read') && (
        <Tabs.Panel value="lines" pt="md">
          <RouterLines routerId={routerId} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="interfaces" pt="md">
        <RouterInterfaces routerId={routerId} />
      </Tabs.Panel>
      <Tabs.Panel value="books" pt="md">
        <RouterBooks routerId={routerId} />
      </Tabs.Panel>
      <Tabs.Panel value="configurations" pt="md">
        <RouterConfigurations routerId={routerId} />
      </Tabs.Panel>
      <Tabs.Panel value="provisioning" pt="md">
        <RouterProvisioning routerId={routerId} />
      </Tabs.Panel>
    </Tabs>
  );
};

const RouterState = ({ router: one }: { readonly router: Router }) => {
  const say = useSay(routerTexts);
  const sayFault = useSay(routerFaultTexts);
  const { number, instant } = useFormats();
  const upText = (seconds: number) =>
    seconds >= DAY_SECONDS
      ? say('days', { count: Math.floor(seconds / DAY_SECONDS) })
      : say('hours', { count: Math.floor(seconds / HOUR_SECONDS) });
  return (
    <Stack align="flex-start">
      <StatusBadge status={one.state} />
      {one.fault && <Text>{sayFault(one.fault)}</Text>}
      {one.stateReason && (
        <Text size="sm" c="dimmed">
          {one.stateReason}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {[
          one.board,
          one.version && `RouterOS ${one.version}`,
          `${one.host}:${one.port}`,
          `${say('site')} ${one.site}`,
          one.uptimeSeconds > 0 && say('uptime', { time: upText(one.uptimeSeconds) }),
          say('hosts', { count: number(one.hostCount) }),
          one.lastSeenAt && say('lastSeen', { at: instant(one.lastSeenAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </Stack>
  );
};

export const RouterPage = () => {
  const { routerId } = route.useParams();
  const say = useSay(routerTexts);
  const may = useMay();
  const sayHoldings = useSay(holdingsTexts);
  const [dialog, setDialog] = useState<'remove' | 'repair'>();
  const { router } = useRouterQueries(routerId);
  const sweep = useCommand({
    send: (_: void) =>
      answerOf(api.POST('/api/v1/routers/{routerId}/sweep', { params: { path: { routerId } } })),
    said: ({ items }) =>
      items.length === 0 ? say('said.sweep') : say('said.sweepDrift', { count: items.length }),
    changes: [['routers']],
    onDone: () => setDialog(undefined),
  });
  return (
    <Answered query={router}>
      {(one) => (
        <DialogsAbout what={one.name}>
          <PageTitle title={one.name}>
            <Group gap="xs">
              {may('routers:write') && (
                <Button variant="default" onClick={() => setDialog('remove')}>
                  {sayHoldings('remove')}
                </Button>
              )}
              <Button variant="default" onClick={() => setDialog('repair')}>
                {sayHoldings('preview')}
              </Button>
              {may('routers:sweep') && (
                <Button loading={sweep.isPending} onClick={() => sweep.mutate()}>
                  {say('act.sweep')}
                </Button>
              )}
            </Group>
          </PageTitle>
          <RouterState router={one} />
          {one.health && <RouterHealth health={one.health} />}
          {dialog === 'remove' && (
            <RemoveRouter routerId={routerId} name={one.name} onClose={() => setDialog(undefined)} />
          )}
          {dialog === 'repair' && (
            <RepairDialog
              routerId={routerId}
              isPending={sweep.isPending}
              onRepairAll={() => sweep.mutate()}
              onClose={() => setDialog(undefined)}
            />
          )}
          <RouterAlarms routerId={routerId} />
          <RouterTabs routerId={routerId} />
        </DialogsAbout>
      )}
    </Answered>
  );
};
