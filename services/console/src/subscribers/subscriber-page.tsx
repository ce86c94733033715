// subscriber-page.tsx — one person on one page: who, may they go online, what is left, and what to do.
import { Badge, Group, Stack, Tabs, Text } from '@mantine/core';
import { quotaStandingOf } from '@saring/api-client';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { Answered, Loading } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useMay } from '../session/session';
import { isNamedField, NAMED_FIELDS } from './edit-dialog';
import { OverviewTab } from './overview-tab';
import { usePerson, useQuota, type Person } from './person';
import { personTexts } from './person.texts';
import { PersonActions } from './person-actions';
import { standingOf } from './standing';
import { listTexts } from './subscribers.texts';

// Loaded when they are opened.
const DebtsTab = lazy(async () => ({ default: (await import('./debts-tab')).DebtsTab }));
const DevicesTab = lazy(async () => ({ default: (await import('./devices-tab')).DevicesTab }));
const OrdersTab = lazy(async () => ({ default: (await import('./orders-tab')).OrdersTab }));
const StatementTab = lazy(async () => ({ default: (await import('./statement-tab')).StatementTab }));
const LinesTab = lazy(async () => ({ default: (await import('../lines/lines-tab')).LinesTab }));
const BillsTab = lazy(async () => ({ default: (await import('../bills/bills-tab')).BillsTab }));
const MessagesTab = lazy(async () => ({ default: (await import('./messages-tab')).MessagesTab }));
const UsageTab = lazy(async () => ({ default: (await import('./usage-tab')).UsageTab }));

const route = getRouteApi('/subscribers/$subscriberId');

const Identity = ({ person }: { readonly person: Person }) => {
  const say = useSay(personTexts);
  const { phone, instant } = useFormats();
  const may = useMay();
  const quota = useQuota(person.subscriberId, may('quota:read'));
  const standing = standingOf(person);
  return (
    <Stack gap={6} mb="md">
      <Group gap="xs">
        <Text>{phone(person.phone)}</Text>
        <StatusBadge status={standing} />
        {quota.data && standing === 'approved' && <StatusBadge status={quotaStandingOf(quota.data)} />}
        {person.role === 'komandan' && (
          <Badge color="gray.7" tt="none">
            Komandan
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {say('site')} {person.site} · {say('since')} {instant(person.createdAt)}
        {person.blocked && person.blockReason ? ` · ${person.blockReason}` : ''}
      </Text>
      <Fields fields={person.fields} />
    </Stack>
  );
};

/** What an operator wrote down of a person, the named fields first. */
const Fields = ({ fields }: { readonly fields: Person['fields'] }) => {
  const say = useSay(personTexts);
  const own = Object.keys(fields).filter((name) => !isNamedField(name));
  const shown = [...NAMED_FIELDS, ...own].filter((name) => fields[name]);
  if (shown.length === 0) return null;
  return (
    <Text size="sm">
      {shown
        .map((name) => `${isNamedField(name) ? say(`field.${name}`) : name}: ${fields[name] ?? ''}`)
        .join(' · ')}
    </Text>
  );
};

const Tabbed = ({ person }: { readonly person: Person }) => {
  const say = useSay(personTexts);
  const may = useMay();
  const { subscriberId } = person;
  const tabs = [
    ['overview', may('quota:read'), () => <OverviewTab subscriberId={subscriberId} />],
    ['statement', may('quota:read'), () => <StatementTab subscriberId={subscriberId} />],
    ['usage', may('quota:read'), () => <UsageTab subscriberId={subscriberId} />],
    ['devices', may('devices:read'), () => <DevicesTab subscriberId={subscriberId} />],
    ['orders', may('orders:read'), () => <OrdersTab subscriberId={subscriberId} />],
    ['debts', may('quota:read'), () => <DebtsTab subscriberId={subscriberId} name={person.name} />],
    ['bills', may('bills:read'), () => <BillsTab subscriberId={subscriberId} />],
    ['lines', may('lines:read'), () => <LinesTab subscriberId={subscriberId} />],
    ['messages', may('messages:read'), () => <MessagesTab subscriberId={subscriberId} />],
  ] as const;
  const shown = tabs.filter(([, isShown]) => isShown);
  return (
    <Tabs defaultValue={shown[0]?.[0]} keepMounted={false}>
      <Tabs.List mb="md">
        {shown.map(([key]) => (
          <Tabs.Tab key={key} value={key}>
            {say(`tab.${key}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map(([key, , content]) => (
        <Tabs.Panel key={key} value={key}>
          <Suspense fallback={<Loading />}>{content()}</Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
};

export const SubscriberPage = () => {
  const { subscriberId } = route.useParams();
  const say = useSay(listTexts);
  const { phone } = useFormats();
  const person = usePerson(subscriberId);
  return (
    <Answered query={person}>
      {(one) => (
        <DialogsAbout what={[one.name, phone(one.phone)].filter(Boolean).join(' · ')}>
          <PageTitle title={one.name || say('noName')}>
            <PersonActions person={one} />
          </PageTitle>
          <Identity person={one} />
          <Tabbed person={one} />
        </DialogsAbout>
      )}
    </Answered>
  );
};
