// subscription-card.tsx — one subscription: what it costs, when it is billed next, and what may be done with it.
import { Badge, Box, Button, Group, Menu, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { LineName } from '../lines/line-select';
import { useMay } from '../session/session';
import { billTexts } from './bills.texts';
import { ChangeDialog } from './change-dialog';
import { DepositDialog, ReleaseDialog } from './deposit-dialogs';
import { lossTexts } from './losses.texts';
import { PackageChange } from './package-change';
import { packageChangeTexts } from './package-changes.texts';
import { EndDialog, LineDialog, PauseDialog, ResumeDialog } from './subscription-dialogs';
import type { Subscription } from './use-bills';

type Dialog = 'change' | 'pause' | 'resume' | 'line' | 'end' | 'deposit' | 'release';

const Terms = ({ one }: { readonly one: Subscription }) => {
  const say = useSay(billTexts);
  const sayLoss = useSay(lossTexts);
  const { rupiah, yearDay } = useFormats();
  const sayChange = useSay(packageChangeTexts);
  const { discountUntil, discountPercent, discountRupiah, endsOn, planned } = one;
  const off = discountPercent > 0 ? `${discountPercent}%` : rupiah(discountRupiah);
  const terms = [
    one.depositRupiah > 0 && sayLoss('deposit', { amount: rupiah(one.depositRupiah) }),
    one.postpaid && say('terms.postpaid'),
    discountUntil > one.nextFrom && say('terms.discount', { amount: off, date: yearDay(discountUntil) }),
    endsOn !== '' && !one.ended && say('terms.endsOn', { date: yearDay(endsOn) }),
    planned !== undefined &&
      sayChange('planned', {
        ...{ date: yearDay(planned.holdsFrom), name: planned.packageName },
        price: rupiah(planned.priceRupiah),
      }),
  ].filter((term) => term !== false);
  return terms.length > 0 ? <Text size="sm">{terms.join(' · ')}</Text> : null;
};

export const SubscriptionCard = ({
  subscriberId,
  one,
}: {
  readonly subscriberId: string;
  readonly one: Subscription;
}) => {
  const say = useSay(billTexts);
  const { rupiah, shortDay } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  const every = say('every', {
    ...{ amount: rupiah(one.priceRupiah), count: one.count },
    unit: say(one.unit === 'day' || one.unit === 'week' ? one.unit : 'month').toLowerCase(),
  });
  const next = one.paused ? say('paused.hint') : say('next', { date: shortDay(one.nextFrom) });
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="xs">
            <Text fw={600}>{one.packageName}</Text>
            {one.paused && (
              <Badge color="yellow.9" variant="outline">
                {say('paused')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {every} · {one.ended ? say('ended') : next}
          </Text>
          <Terms one={one} />
          {one.lineId !== '' && may('lines:read') && (
            <Text size="sm">
              {say('line')} <LineName subscriberId={subscriberId} lineId={one.lineId} />
            </Text>
          )}
        </div>
        {may('bills:write') && !one.ended && <Acts one={one} onChoose={setDialog} />}
      </Group>
      {one.packageChange?.state === 'waiting' && (
        <Box mt="sm" pt="sm" style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
          <PackageChange
            subscriptionId={one.subscriptionId}
            packageName={one.packageName}
            ask={one.packageChange}
          />
        </Box>
      )}
      {dialog === 'change' && <ChangeDialog one={one} onClose={close} />}
      {dialog === 'pause' && <PauseDialog one={one} onClose={close} />}
      {dialog === 'resume' && <ResumeDialog one={one} onClose={close} />}
      {dialog === 'line' && <LineDialog subscriberId={subscriberId} one={one} onClose={close} />}
      {dialog === 'deposit' && <DepositDialog one={one} onClose={close} />}
      {dialog === 'release' && <ReleaseDialog one={one} onClose={close} />}
      {dialog === 'end' && <EndDialog one={one} onClose={close} />}
    </Paper>
  );
};

const Acts = ({
  one,
  onChoose,
}: {
  readonly one: Subscription;
  readonly onChoose: (dialog: Dialog) => void;
}) => {
  const say = useSay(billTexts);
  const sayLoss = useSay(lossTexts);
  const may = useMay();
  return (
    <Group gap="xs">
      {one.paused ? (
        <Button size="xs" onClick={() => onChoose('resume')}>
          {say('resume')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => onChoose('change')}>
          {say('change')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" aria-label={say('more', { name: one.packageName })}>
            {say('more.short')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!one.paused && <Menu.Item onClick={() => onChoose('pause')}>{say('pause')}</Menu.Item>}
          {may('lines:read') && <Menu.Item onClick={() => onChoose('line')}>{say('setLine')}</Menu.Item>}
          {may('counter:sell') && (
            <Menu.Item onClick={() => onChoose('deposit')}>{sayLoss('deposit.take')}</Menu.Item>
          )}
          {one.depositRupiah > 0 && (
            <Menu.Item onClick={() => onChoose('release')}>{sayLoss('release')}</Menu.Item>
          )}
          <Menu.Item onClick={() => onChoose('end')}>{say('end')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
};
