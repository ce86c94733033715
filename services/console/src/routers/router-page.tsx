// router-page.tsx — one router: how it is, what differs from what is wanted, and the repair.
import { Button, Code, Stack, Table, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { WideTable } from '../parts/wide-table';
import { routerTexts } from './routers.texts';
import type { Answer } from '../parts/answer';

type Drift = Answer<'/api/v1/routers/{routerId}/drift'>;
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
      {drift.items.length === 0 ? (
        <Text>{say('drift.none')}</Text>
      ) : (
        <WideTable minWidth={480}>
          <Table>
            <Table.Tbody>
              {drift.items.map((item) => (
                <Table.Tr key={`${item.path} ${item.action} ${item.subject}`}>
                  <Table.Td>
                    <Code>{item.path}</Code>
                  </Table.Td>
                  <Table.Td>{say(`action.${item.action}`)}</Table.Td>
                  <Table.Td>{item.subject}</Table.Td>
                  <Table.Td>{item.detail}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Stack>
  );
};

export const RouterPage = () => {
  const { routerId } = route.useParams();
  const say = useSay(routerTexts);
  const may = useMay();
  const { number, instant } = useFormats();
  const { router, drift } = useRouterQueries(routerId);
  const sweep = useCommand({
    send: (_: void) =>
      answerOf(api.POST('/api/v1/routers/{routerId}/sweep', { params: { path: { routerId } } })),
    said: ({ items }) =>
      items.length === 0 ? say('said.sweep') : say('said.sweepDrift', { count: items.length }),
    changes: [['routers']],
  });
  const upText = (seconds: number) =>
    seconds >= DAY_SECONDS
      ? say('days', { count: Math.floor(seconds / DAY_SECONDS) })
      : say('hours', { count: Math.floor(seconds / HOUR_SECONDS) });
  return (
    <Answered query={router}>
      {(one) => (
        <>
          <PageTitle title={one.name}>
            {may('routers:sweep') && (
              <Button loading={sweep.isPending} onClick={() => sweep.mutate()}>
                {say('act.sweep')}
              </Button>
            )}
          </PageTitle>
          <Stack align="flex-start">
            <StatusBadge status={one.state} />
            {one.stateReason && <Text>{one.stateReason}</Text>}
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
            <Title order={2} size="h4" mt="sm">
              {say('drift.title')}
            </Title>
            <Answered query={drift}>{(found) => <DriftTable drift={found} />}</Answered>
          </Stack>
        </>
      )}
    </Answered>
  );
};
