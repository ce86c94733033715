// home.tsx — what waits for an operator, and whether the house works; each figure leads to its list.
import { SimpleGrid } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { useMay, type Permission } from '../session/session';
import { CounterCard } from './counter';
import { Figure } from './figure';
import { FirstSteps } from './first-steps';
import { homeTexts } from './home.texts';
import { QuotaFigures } from './people';
import { TakingsCard } from './takings';
import { TO_CONFIRM } from '../orders/to-confirm';
import { useLooked } from './use-looked';

/** A job is tried again every minute: one that waits for a service at a start is no news. */
const FAILING_TIMES = 3;
const MOST_COUNTED = 100;
/** Payment counts no more. */
const MOST_PROOFS = 200;
const NO_CHANNEL = {
  ...{ open: false, reason: '', queued: 0, otpLeftToday: 0, otpSending: true, channel: '', failedToday: 0 },
};

const People = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const waiting = useLooked('subscribers', 'pending', 'subscribers:read', (signal) =>
    answerOf(api.GET('/api/v1/figures/subscribers', { signal })),
  );
  const count = waiting.data?.pending ?? 0;
  return (
    <Figure
      label={say('pending')}
      query={waiting}
      to="/subscribers"
      search={{ approval: 'pending' }}
      isLoud={count > 0}
      value={number(count)}
    />
  );
};

const useWaitingOrders = () =>
  useLooked('orders', 'waiting', 'orders:read', (signal) =>
    answerOf(api.GET('/api/v1/figures/orders', { signal })),
  );

const Orders = ({ state }: { readonly state: 'unfulfilled' | 'open' }) => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const orders = useWaitingOrders();
  const count = orders.data?.[state] ?? 0;
  return (
    <Figure
      label={say(state === 'open' ? 'openOrders' : 'unfulfilled')}
      query={orders}
      to="/orders"
      search={{ state }}
      isLoud={state === 'unfulfilled' && count > 0}
      value={number(count)}
    />
  );
};

const Proofs = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const orders = useWaitingOrders();
  const count = orders.data?.proofs;
  const isMore = count === MOST_PROOFS;
  return (
    <Figure
      label={say('proofs')}
      query={orders}
      to="/orders"
      search={{ state: TO_CONFIRM }}
      isLoud={(count ?? 0) > 0}
      value={count === undefined ? '–' : isMore ? say('atLeast', { count }) : number(count)}
    />
  );
};

const Alerts = () => {
  const say = useSay(homeTexts);
  const alerts = useLooked('orders', 'alerts', 'orders:read', (signal) =>
    answerOf(
      api.GET('/api/v1/alerts', { params: { query: { state: 'open', limit: MOST_COUNTED } }, signal }),
    ),
  );
  const count = alerts.data?.items.length ?? 0;
  const isMore = Boolean(alerts.data?.nextCursor);
  return (
    <Figure
      label={say('alerts')}
      query={alerts}
      to="/alerts"
      isLoud={count > 0}
      value={isMore ? say('atLeast', { count }) : String(count)}
    />
  );
};

const Routers = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const routers = useLooked('routers', 'list', 'routers:read', (signal) =>
    answerOf(api.GET('/api/v1/routers', { signal })),
  );
  const all = routers.data?.items ?? [];
  const online = all.filter(({ state }) => state === 'online').length;
  const devices = all.reduce((sum, { hostCount }) => sum + hostCount, 0);
  const offline = all.length - online;
  return (
    <Figure
      label={say('routers')}
      query={routers}
      to="/routers"
      isLoud={offline > 0}
      value={`${online} / ${all.length}`}
      note={[
        say('devices', { count: number(devices) }),
        ...(offline > 0 ? [say('routersOffline', { count: offline })] : []),
      ].join(' · ')}
    />
  );
};

const Messages = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const channel = useLooked('other', 'channel', 'messages:read', (signal) =>
    answerOf(api.GET('/api/v1/messages/channel', { signal })),
  );
  const {
    open = false,
    reason,
    queued,
    otpLeftToday,
    otpSending,
    channel: name,
    failedToday,
  } = channel.data ?? NO_CHANNEL;
  // `open` is the breaker's: it lets nothing through.
  const isStopped = open || !otpSending;
  return (
    <Figure
      label={say('otp')}
      query={channel}
      to="/messages"
      isLoud={isStopped || failedToday > 0}
      value={number(otpLeftToday)}
      note={
        isStopped
          ? say('otpClosed', { reason })
          : [say('otpLeft', { channel: name, queued }), say('failed', { count: number(failedToday) })].join(
              ' · ',
            )
      }
    />
  );
};

const Jobs = () => {
  const say = useSay(homeTexts);
  const jobs = useLooked('other', 'jobs', 'jobs:read', (signal) =>
    answerOf(api.GET('/api/v1/jobs', { signal })),
  );
  const failing = (jobs.data?.scheduled ?? []).filter(({ failures }) => failures >= FAILING_TIMES);
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
  const held = useLooked('quota', 'held', 'anomalies:read', (signal) =>
    answerOf(
      api.GET('/api/v1/anomalies', { params: { query: { state: 'open', limit: MOST_COUNTED } }, signal }),
    ),
  );
  const count = held.data?.items.length ?? 0;
  const value = held.data?.nextCursor ? say('atLeast', { count }) : String(count);
  return <Figure label={say('anomalies')} query={held} to="/held" isLoud={count > 0} value={value} />;
};

const Requests = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const figures = useLooked('quota', 'figures', 'quota:read', (signal) =>
    answerOf(api.GET('/api/v1/figures/quota', { signal })),
  );
  const count = figures.data?.pendingRequests ?? 0;
  return (
    <Figure label={say('requests')} query={figures} to="/requests" isLoud={count > 0} value={number(count)} />
  );
};

const PackageChanges = () => {
  const say = useSay(homeTexts);
  const { number } = useFormats();
  const waiting = useLooked('other', 'package-changes', 'bills:write', (signal) =>
    answerOf(api.GET('/api/v1/package-changes', { params: { query: { limit: 1 } }, signal })),
  );
  const count = waiting.data?.total ?? 0;
  const label = say('packageChanges');
  return <Figure label={label} query={waiting} to="/bills" isLoud={count > 0} value={number(count)} />;
};

const Drawer = () => {
  const say = useSay(homeTexts);
  const { rupiah } = useFormats();
  const drawer = useLooked('books', 'drawer', 'counter:sell', (signal) =>
    answerOf(api.GET('/api/v1/drawer', { signal })),
  );
  const value = drawer.data?.open ? rupiah(drawer.data.expectedRupiah) : say('drawerClosed');
  return <Figure label={say('drawer')} query={drawer} value={value} to="/drawer" />;
};

const FIGURES: readonly (readonly [Permission, () => React.JSX.Element])[] = [
  ['subscribers:read', People],
  ['quota:grant', Requests],
  ['bills:write', PackageChanges],
  ['orders:read', () => <Orders state="unfulfilled" />],
  ['orders:confirm', Proofs],
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
  // Who sells and keeps no books.
  const isCashier = may('counter:sell') && !may('books:read');
  // An agent does nothing else.
  if (may('agents:sell') && !may('agents:read')) return <Navigate to="/sell" replace />;
  return (
    <>
      <PageTitle title={say('title')} />
      {isCashier && <CounterCard />}
      <FirstSteps />
      {may('books:read') && <TakingsCard />}
      {may('quota:read') && <QuotaFigures />}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
        {FIGURES.map(
          ([permission, One], index) =>
            may(permission) && !(isCashier && One === Drawer) && <One key={index} />,
        )}
      </SimpleGrid>
    </>
  );
};
