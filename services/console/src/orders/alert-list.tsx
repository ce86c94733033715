// alert-list.tsx — what payments want a person to look at, each with its state.
import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { StatusBadge } from '../parts/status';
import { usePages } from '../parts/use-pages';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { alertKindTexts } from './alert-kinds.texts';
import { GatewayTestButton } from './gateway-test';
import { orderTexts } from './orders.texts';
import type { Row } from '../parts/answer';

const STATES = ['open', 'seen', 'done'] as const;
type State = (typeof STATES)[number];
const PAGE = 50;
type Alert = Row<'/api/v1/alerts'>;

const AlertCard = ({
  alert,
  onChange,
}: {
  readonly alert: Alert;
  readonly onChange: (next: State) => void;
}) => {
  const say = useSay(orderTexts);
  const sayKind = useSay(alertKindTexts);
  const { instant } = useFormats();
  const may = useMay();
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{sayKind(alert.kind)}</Text>
          <Text size="sm" c="dimmed">
            {instant(alert.raisedAt)}
            {alert.note ? ` · ${alert.note}` : ''}
          </Text>
          {alert.orderId && (
            <Anchor component={Link} to={`/orders/${alert.orderId}`} size="sm">
              {alert.orderNumber}
            </Anchor>
          )}
        </div>
        <Group gap="xs">
          <StatusBadge status={alert.state} />
          {may('orders:recheck') &&
            (['seen', 'done'] as const)
              .filter((next) => next !== alert.state && alert.state !== 'done')
              .map((next) => (
                <Button key={next} size="xs" variant="default" onClick={() => onChange(next)}>
                  {say(`alerts.${next}`)}
                </Button>
              ))}
        </Group>
      </Group>
    </Paper>
  );
};

export const AlertList = () => {
  const say = useSay(orderTexts);
  const [state, setState] = useState<State>('open');
  const alerts = usePages(['alerts', state], (cursor, signal) =>
    answerOf(api.GET('/api/v1/alerts', { params: { query: { state, limit: PAGE, cursor } }, signal })),
  );
  const change = useCommand({
    send: ({ alertId, next }: { alertId: string; next: State }) =>
      api.PATCH('/api/v1/alerts/{id}', { params: { path: { id: alertId } }, body: { state: next } }),
    said: () => say('alerts.said'),
    changes: [['alerts'], ['home']],
  });
  return (
    <>
      <PageTitle title={say('alerts.title')}>
        <GatewayTestButton variant="default" />
      </PageTitle>
      <Stack>
        <SegmentedControl
          aria-label={say('list.state')}
          value={state}
          onChange={(value) => setState(STATES.find((one) => one === value) ?? 'open')}
          data={STATES.map((value) => ({ value, label: <StateName state={value} /> }))}
          style={{ alignSelf: 'flex-start' }}
        />
        <PagesOf pages={alerts} empty={say('alerts.empty')}>
          {(items) => (
            <Stack gap="xs">
              {items.map((alert) => (
                <AlertCard
                  key={alert.alertId}
                  alert={alert}
                  onChange={(next) => change.mutate({ alertId: alert.alertId, next })}
                />
              ))}
            </Stack>
          )}
        </PagesOf>
      </Stack>
    </>
  );
};

const StateName = ({ state }: { readonly state: State }) => {
  const say = useSay({
    open: ['Terbuka', 'Open'],
    seen: ['Dilihat', 'Seen'],
    done: ['Selesai', 'Done'],
  } as const);
  return <>{say(state)}</>;
};
