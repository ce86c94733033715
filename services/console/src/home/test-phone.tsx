// test-phone.tsx — follows a phone from joining the WiFi to being online, and says what is in its way.
import { Alert, Anchor, Button, Group, List, Loader, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats, useSay } from '../language/language';
import { MessageEnd } from '../messages/message-end';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { offlineTexts } from '../subscribers/offline.texts';
import { testPhoneTexts } from './test-phone.texts';
import { useTestPhone, type Code, type Diagnosis, type Newcomer, type Router } from './use-test-phone';

type State = 'done' | 'now' | 'stuck' | 'later';

const MARKS = {
  done: <IconCheck size={16} />,
  now: <Loader size={14} />,
  stuck: <IconAlertTriangle size={16} />,
  later: <IconCircle size={16} />,
} as const;

const Step = ({
  title,
  state,
  children,
}: {
  readonly title: string;
  readonly state: State;
  readonly children: ReactNode;
}) => {
  const say = useSay(testPhoneTexts);
  return (
    <Paper component="li" withBorder p="md" aria-current={state === 'now' ? 'step' : undefined}>
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <ThemeIcon
          radius="xl"
          variant={state === 'done' ? 'filled' : 'default'}
          color={state === 'stuck' ? 'red' : undefined}
          aria-hidden
        >
          {MARKS[state]}
        </ThemeIcon>
        <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600}>
            {title}
            <Text span size="sm" c="dimmed" fw={400}>
              {' · '}
              {say(`state.${state}`)}
            </Text>
          </Text>
          {state !== 'later' && children}
        </Stack>
      </Group>
    </Paper>
  );
};

const PageLink = ({ to, children }: { readonly to: string; readonly children: string }) => (
  <Anchor component={Link} to={to} size="sm">
    {children}
  </Anchor>
);

const Join = ({ routers, isPast }: { readonly routers: readonly Router[]; readonly isPast: boolean }) => {
  const say = useSay(testPhoneTexts);
  const { number } = useFormats();
  const online = routers.filter(({ state }) => state === 'online');
  const count = online.reduce((sum, { hostCount }) => sum + hostCount, 0);
  if (online.length === 0)
    return (
      <Step title={say('join')} state={isPast ? 'done' : 'stuck'}>
        <Text size="sm">{say(routers.length === 0 ? 'join.none' : 'join.away')}</Text>
        <PageLink to="/routers">{say('toRouters')}</PageLink>
      </Step>
    );
  return (
    <Step title={say('join')} state={isPast || count > 0 ? 'done' : 'now'}>
      {!isPast && (
        <>
          <Text size="sm">{say('join.how')}</Text>
          <List size="sm">
            {online.map(({ routerId, name, site }) => (
              <List.Item key={routerId}>{say('join.router', { router: name, site })}</List.Item>
            ))}
          </List>
        </>
      )}
      {(count > 0 || !isPast) && (
        <Text size="sm" c="dimmed">
          {count > 0 ? say('join.seen', { count: number(count) }) : say('join.nobody')}
        </Text>
      )}
    </Step>
  );
};

const isLost = ({ state }: Code): boolean => state === 'failed' || state === 'expired';

const CodeStep = ({
  code,
  isPast,
  isDue,
}: {
  readonly code: Code | undefined;
  readonly isPast: boolean;
  readonly isDue: boolean;
}) => {
  const say = useSay(testPhoneTexts);
  const { phone, time } = useFormats();
  if (!code)
    return (
      <Step title={say('code')} state={isPast ? 'done' : isDue ? 'now' : 'later'}>
        <Text size="sm">{say(isPast ? 'code.none' : 'code.how')}</Text>
      </Step>
    );
  const to = phone(code.toPhone);
  if (code.state === 'sent' || isPast)
    return (
      <Step title={say('code')} state="done">
        <Text size="sm">{say('code.sent', { phone: to, at: time(code.sentAt ?? code.createdAt) })}</Text>
      </Step>
    );
  return (
    <Step title={say('code')} state={isLost(code) ? 'stuck' : 'now'}>
      {isLost(code) && <Text size="sm">{say('code.failed', { phone: to })}</Text>}
      <MessageEnd message={code} />
      <PageLink to="/messages">{say('toMessages')}</PageLink>
    </Step>
  );
};

const SignIn = ({
  who,
  person,
  isDue,
}: {
  readonly who: string;
  readonly person: Newcomer | undefined;
  readonly isDue: boolean;
}) => {
  const say = useSay(testPhoneTexts);
  const { instant } = useFormats();
  return (
    <Step title={say('signedIn')} state={person ? 'done' : isDue ? 'now' : 'later'}>
      <Text size="sm">
        {person ? say('signedIn.who', { who, at: instant(person.createdAt) }) : say('signedIn.how')}
      </Text>
    </Step>
  );
};

const ONLINE: ReadonlySet<Diagnosis['cause']> = new Set(['none', 'slowed']);
/** It is on its way by itself: no sentence is due yet. */
const ON_ITS_WAY: ReadonlySet<Diagnosis['cause']> = new Set(['account_unknown', 'status_behind']);

const Online = ({
  who,
  person,
  diagnosis,
}: {
  readonly who: string;
  readonly person: Newcomer | undefined;
  readonly diagnosis: Diagnosis | undefined;
}) => {
  const say = useSay(testPhoneTexts);
  const sayOffline = useSay(offlineTexts);
  const { instant, time } = useFormats();
  if (!person || !diagnosis)
    return (
      <Step title={say('online')} state={person ? 'now' : 'later'}>
        <Text size="sm">{say('online.how')}</Text>
      </Step>
    );
  const { cause, repair, deviceName, routerName, blockReason, lastSeenAt } = diagnosis;
  const router = routerName ?? sayOffline('someRouter');
  const toPerson = <PageLink to={`/subscribers/${person.subscriberId}`}>{say('toPerson')}</PageLink>;
  if (ONLINE.has(cause))
    return (
      <Step title={say('online')} state="done">
        <Alert role="status" color="saring">
          <Text fw={600}>
            {lastSeenAt
              ? say('online.end', { who, router, at: time(lastSeenAt) })
              : say('online.unseen', { who, router })}
          </Text>
          {toPerson}
        </Alert>
      </Step>
    );
  return (
    <Step title={say('online')} state={ON_ITS_WAY.has(cause) ? 'now' : 'stuck'}>
      <Text size="sm" role="status">
        {sayOffline(`cause.${cause}`, {
          device: deviceName ?? sayOffline('someDevice'),
          router,
          reason: blockReason ?? '',
          at: lastSeenAt ? instant(lastSeenAt) : '',
        })}
      </Text>
      {repair === 'sell' && <Text size="sm">{say('quota')}</Text>}
      {repair === 'add_device' && <Text size="sm">{say('device')}</Text>}
      {toPerson}
    </Step>
  );
};

export const TestPhone = () => {
  const say = useSay(testPhoneTexts);
  const { phone } = useFormats();
  const { routers, code, person, diagnosis, followOther } = useTestPhone();
  const who = person ? person.name || phone(person.phone) : '';
  return (
    <>
      <PageTitle title={say('title')}>
        {followOther && (
          <Button variant="default" onClick={followOther}>
            {say('other')}
          </Button>
        )}
      </PageTitle>
      <Text c="dimmed" mb="md">
        {say('why')}
      </Text>
      <Answered query={routers}>
        {({ items }) => {
          const isSeen = items.some(({ state, hostCount }) => state === 'online' && hostCount > 0);
          return (
            <Stack
              component="ol"
              gap="sm"
              maw={720}
              p={0}
              m={0}
              aria-label={say('steps')}
              style={{ listStyle: 'none' }}
            >
              <Join routers={items} isPast={code !== undefined || person !== undefined} />
              <CodeStep code={code} isPast={person !== undefined} isDue={isSeen} />
              <SignIn who={who} person={person} isDue={code !== undefined && !isLost(code)} />
              <Online who={who} person={person} diagnosis={diagnosis} />
            </Stack>
          );
        }}
      </Answered>
    </>
  );
};
