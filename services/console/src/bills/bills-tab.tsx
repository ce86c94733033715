// bills-tab.tsx — subscriptions of a person, their bills and balance.
import { Button, Group, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { BillRows } from './bill-rows';
import { billTexts } from './bills.texts';
import { PayDialog } from './pay-dialog';
import { PayOutDialog } from './pay-out-dialog';
import { StartDialog } from './start-dialog';
import { SubscriptionCard } from './subscription-card';
import { BILLS, useBills, type Bill, type Standing } from './use-bills';

const VoidBillDialog = ({ bill, onClose }: { readonly bill: Bill; readonly onClose: () => void }) => {
  const say = useSay(billTexts);
  const { billId, number } = bill;
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/bills/{billId}/void', {
          params: { path: { billId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    said: () => say('said.void', { number }),
    changes: [BILLS],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('void.title', { number })}
      submit={say('void.act')}
      isPending={end.isPending}
      isDangerous
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
};

const Shown = ({ standing }: { readonly standing: Standing }) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<'start' | 'pay' | 'payOut'>();
  const [voided, setVoided] = useState<Bill>();
  const { subscriberId, subscriptions, bills, balanceRupiah, owedRupiah } = standing;
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
      {bills.length > 0 && <BillRows bills={bills} onVoid={setVoided} />}
      {dialog === 'start' && <StartDialog subscriberId={subscriberId} onClose={close} />}
      {dialog === 'pay' && <PayDialog subscriberId={subscriberId} owedRupiah={owedRupiah} onClose={close} />}
      {dialog === 'payOut' && (
        <PayOutDialog subscriberId={subscriberId} balanceRupiah={balanceRupiah} onClose={close} />
      )}
      {voided && <VoidBillDialog bill={voided} onClose={() => setVoided(undefined)} />}
    </Stack>
  );
};

export const BillsTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const bills = useBills(subscriberId);
  return <Answered query={bills}>{(standing) => <Shown standing={standing} />}</Answered>;
};
