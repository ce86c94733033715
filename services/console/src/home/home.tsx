// home.tsx — what waits for an operator, and whether the house works; each figure leads to its list.
import { SimpleGrid } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { useMay, type Permission } from '../session/session';
import { Figure } from './figure';
import { FirstSteps } from './first-steps';
import { homeTexts } from './home.texts';

const LOOK_MILLISECONDS = 15_000;
const MOST_COUNTED = 100;
const NO_CHANNEL = { open: false, reason: '', queued: 0, otpLeftToday: 0, otpSending: true, channel: '' };

const useLooked = <T,>(key: string, permission: Permission, look: (signal: AbortSignal) => Promise<T>) => {
  const may = useMay();
  return useQuery({
    queryKey: ['home', key],
    queryFn: ({ signal }) => look(signal),
    enabled: may(permission),
    refetchInterval: LOOK_MILLISECONDS,
  });
};

const People = () => {
  const say = useSay(homeTexts);
  const pending = useLooked('pending', 'subscribers:read', (signal) =>
    answerOf(
      api.GET('/api/v1/subscribers', {
        params: { query: { approval: 'pending', limit: MOST_COUNTED } },
        signal,
      }),
    ),
  );
  const count = pending.data?.items.length ?? 0;
  return (
    <Figure
      label={say('pending')}
      query={pending}
      to="/subscribers"
      search={{ approval: 'pending' }}
      isLoud={count > 0}
      value={pending.data?.nextCursor ? say('atLeast', { count }) : String(count)}
    />
  );
};

const Orders = ({ state }: { readonly state: 'unfulfilled' | 'open' }) => {
  const say = useSay(homeTexts);
  const orders = useLooked(`orders ${state}`, 'orders:read', (signal) =>
    answerOf(api.GET('/api/v1/orders', { params: { query: { state, limit: MOST_COUNTED } }, signal })),
  );
  const count = orders.data?.items.length ?? 0;
  return (
    <Figure
      label={say(state === 'open' ? 'openOrders' : 'unfulfilled')}
      query={orders}
      to="/orders"
      search={{ state }}
      isLoud={state === 'unfulfilled' && count > 0}
      value={orders.data?.nextCursor ? say('atLeast', { count }) : String(count)}
    />
  );
};

const Alerts = () => {
  const say = useSay(homeTexts);
  const alerts = useLooked('alerts', 'orders:read', (signal) =>
    answerOf(
      api.GET('/api/v1/alerts', { params: { query: { state: 'open', limit: MOST_COUNTED } }, signal }),
    ),
  );
  const count = alerts.data?.items.length ?? 0;
  return (
    <Figure label={say('alerts')} query={alerts} to="/alerts" isLoud={count > 0} value={String(count)} />
  );
};

const Routers = () => {
  const say = useSay(homeTexts);
  const routers = useLooked('routers', 'routers:read', (signal) =>
    answerOf(api.GET('/api/v1/routers', { signal })),
  );
  const all = routers.data?.items ?? [];
  const online = all.filter(({ state }) => state === 'online').length;
  const offline = all.length - online;
  return (
    <Figure
      label={say('routers')}
      query={routers}
      to="/routers"
      isLoud={offline > 0}
      value={`${online} / ${all.length}`}
      note={offline > 0 ? say('routersOffline', { count: offline }) : undefined}
    />
  );
};

const Messages = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const channel = useLooked('channel', 'messages:read', (signal) =>
    answerOf(api.GET('/api/v1/messages/channel', { signal })),
  );
  const {
    open = false,
    reason,
    queued,
    otpLeftToday,
    otpSending,
    channel: name,
  } = channel.data ?? NO_CHANNEL;
  // `open` is the breaker's: it lets nothing through.
  const isStopped = open || !otpSending;
  return (
    <Figure
      label={say('otp')}
      query={channel}
      to="/messages"
      isLoud={isStopped}
      value={number(otpLeftToday)}
      note={isStopped ? say('otpClosed', { reason }) : say('otpLeft', { channel: name, queued })}
    />
  );
};

const Jobs = () => {
  const say = useSay(homeTexts);
  const jobs = useLooked('jobs', 'jobs:read', (signal) => answerOf(api.GET('/api/v1/jobs', { signal })));
  const failing = (jobs.data?.scheduled ?? []).filter(({ failures }) => failures > 0);
  const [first] = failing;
  return (
    <Figure
      label={say('jobs')}
      query={jobs}
      to="/jobs"
      isLoud={failing.length > 0}
      value={String(failing.length)}
      note={first ? say('jobsFailing', { name: first.name, error: first.lastError ?? '' }) : say('allWell')}
    />
  );
};

const Held = () => {
  const say = useSay(homeTexts);
  const held = useLooked('held', 'anomalies:read', (signal) =>
    answerOf(
      api.GET('/api/v1/anomalies', { params: { query: { state: 'open', limit: MOST_COUNTED } }, signal }),
    ),
  );
  const count = held.data?.items.length ?? 0;
  return <Figure label={say('anomalies')} query={held} to="/held" isLoud={count > 0} value={String(count)} />;
};

const Requests = () => {
  const say = useSay(homeTexts);
  const requests = useLooked('requests', 'quota:grant', (signal) =>
    answerOf(
      api.GET('/api/v1/quota-requests', {
        params: { query: { state: 'pending', limit: MOST_COUNTED } },
        signal,
      }),
    ),
  );
  const count = requests.data?.items.length ?? 0;
  return (
    <Figure
      label={say('requests')}
      query={requests}
      to="/requests"
      isLoud={count > 0}
      value={String(count)}
    />
  );
};

const Drawer = () => {
  const say = useSay(homeTexts);
  const { rupiah } = useFormats();
  const drawer = useLooked('drawer', 'counter:sell', (signal) =>
    answerOf(api.GET('/api/v1/drawer', { signal })),
  );
  const value = drawer.data?.open ? rupiah(drawer.data.expectedRupiah) : say('drawerClosed');
  return <Figure label={say('drawer')} query={drawer} value={value} to="/drawer" />;
};

const FIGURES: readonly (readonly [Permission, () => React.JSX.Element])[] = [
  ['subscribers:read', People],
  ['quota:grant', Requests],
  ['orders:read', () => <Orders state="unfulfilled" />],
  ['orders:read', Alerts],
  ['routers:read', Routers],
  ['orders:read', () => <Orders state="open" />],
  ['counter:sell', Drawer],
  ['anomalies:read', Held],
  ['messages:read', Messages],
  ['jobs:read', Jobs],
];

export const Home = () => {
  const say = useSay(homeTexts);
  const may = useMay();
  return (
    <>
      <PageTitle title={say('title')} />
      <FirstSteps />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
        {FIGURES.map(([permission, One], index) => may(permission) && <One key={index} />)}
      </SimpleGrid>
    </>
  );
};
