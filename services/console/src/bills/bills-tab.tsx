// bills-tab.tsx — subscriptions of a person, their bills and balance.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import { DecisionDialog, type BillDecision } from './bill-decisions';
import { BillRows } from './bill-rows';
import { billTexts } from './bills.texts';
import { PayDialog } from './pay-dialog';
import { PaymentRows } from './payment-rows';
import { PayOutDialog } from './pay-out-dialog';
import { StartDialog } from './start-dialog';
import { SubscriptionCard } from './subscription-card';
import { useBills, type Standing } from './use-bills';

const Shown = ({ standing }: { readonly standing: Standing }) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<'start' | 'pay' | 'payOut'>();
  const [decision, setDecision] = useState<BillDecision>();
  const { subscriberId, subscriptions, bills, balanceRupiah, owedRupiah, payments } = standing;
  const close = () => setDialog(undefined);
  return (
    <Stack>
      <Group justify="space-between">
        <Text fw={600}>
          {say('owed', { amount: rupiah(owedRupiah) })} · {say('balance', { amount: rupiah(balanceRupiah) })}
        </Text>
        <Group gap="xs">
          {may('counter:sell') && subscriptions.length > 0 && (
            <Button size="xs" onClick={() => setDialog('pay')}>
              {say('pay')}
            </Button>
          )}
          {may('orders:refund') && balanceRupiah > 0 && (
            <Button size="xs" variant="default" onClick={() => setDialog('payOut')}>
              {say('payOut')}
            </Button>
          )}
          {may('bills:write') && (
            <Button size="xs" variant="default" onClick={() => setDialog('start')}>
              {say('start')}
            </Button>
          )}
        </Group>
      </Group>
      {subscriptions.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      {subscriptions.map((one) => (
        <SubscriptionCard key={one.subscriptionId} subscriberId={subscriberId} one={one} />
      ))}
      {bills.length > 0 && <BillRows bills={bills} onDecide={setDecision} />}
      {payments.length > 0 && <PaymentRows subscriberId={subscriberId} payments={payments} />}
      {dialog === 'start' && <StartDialog subscriberId={subscriberId} onClose={close} />}
      {dialog === 'pay' && <PayDialog subscriberId={subscriberId} owedRupiah={owedRupiah} onClose={close} />}
      {dialog === 'payOut' && (
        <PayOutDialog subscriberId={subscriberId} balanceRupiah={balanceRupiah} onClose={close} />
      )}
      {decision && <DecisionDialog {...decision} onClose={() => setDecision(undefined)} />}
    </Stack>
  );
};

export const BillsTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const bills = useBills(subscriberId);
  return <Answered query={bills}>{(standing) => <Shown standing={standing} />}</Answered>;
};
