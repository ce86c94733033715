// bills-tab.tsx — subscriptions of a person, their bills and balance; begun, paid and ended here.
import { Anchor, Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { LineName } from '../lines/line-select';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { billTexts } from './bills.texts';
import { PayDialog } from './pay-dialog';
import { StartDialog } from './start-dialog';
import { BILLS, useBills, type Standing } from './use-bills';

type Subscription = Standing['subscriptions'][number];
type Bill = Standing['bills'][number];

type CardProps = {
  readonly subscriberId: string;
  readonly one: Subscription;
  readonly onEnd: () => void;
};

const SubscriptionCard = ({ subscriberId, one, onEnd }: CardProps) => {
  const say = useSay(billTexts);
  const { rupiah, shortDay } = useFormats();
  const may = useMay();
  const every = say('every', {
    ...{ amount: rupiah(one.priceRupiah), count: one.count },
    unit: say(one.unit === 'day' || one.unit === 'week' ? one.unit : 'month').toLowerCase(),
  });
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{one.packageName}</Text>
          <Text size="sm" c="dimmed">
            {every} · {one.ended ? say('ended') : say('next', { date: shortDay(one.nextFrom) })}
          </Text>
          {one.lineId !== '' && may('lines:read') && (
            <Text size="sm">
              {say('line')} <LineName subscriberId={subscriberId} lineId={one.lineId} />
            </Text>
          )}
        </div>
        {may('bills:write') && !one.ended && (
          <Button size="xs" variant="default" onClick={onEnd}>
            {say('end')}
          </Button>
        )}
      </Group>
    </Paper>
  );
};

const useStateOf = () => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  return (bill: Bill): string => {
    if (bill.void) return say('void');
    if (bill.owedRupiah > 0) return say(bill.overdue ? 'overdue' : 'open', { owed: rupiah(bill.owedRupiah) });
    return say(bill.given ? 'given' : 'paid');
  };
};

const BillRows = ({
  bills,
  onVoid,
}: {
  readonly bills: readonly Bill[];
  readonly onVoid: (bill: Bill) => void;
}) => {
  const say = useSay(billTexts);
  const { rupiah, shortDay } = useFormats();
  const may = useMay();
  const stateOf = useStateOf();
  return (
    <WideTable minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('bill')}</Table.Th>
            <Table.Th>{say('period')}</Table.Th>
            <Table.Th ta="right">{say('amount')}</Table.Th>
            <Table.Th>{say('state')}</Table.Th>
            <Table.Th>{say('acts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bills.map((bill) => (
            <Table.Tr key={bill.billId}>
              <Table.Td>
                {bill.packageName}
                <Anchor
                  size="xs"
                  display="block"
                  href={`/api/v1/bills/${bill.billId}/bill.pdf`}
                  target="_blank"
                >
                  {bill.number} (PDF)
                </Anchor>
              </Table.Td>
              <Table.Td>
                {shortDay(bill.fromDate)} – {shortDay(bill.toDate)}
              </Table.Td>
              <Table.Td ta="right">{rupiah(bill.amountRupiah)}</Table.Td>
              <Table.Td>{stateOf(bill)}</Table.Td>
              <Table.Td>
                {may('bills:write') && !bill.void && !bill.given && (
                  <Button size="xs" variant="default" onClick={() => onVoid(bill)}>
                    {say('void.act')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

const EndDialog = ({ one, onClose }: { readonly one: Subscription; readonly onClose: () => void }) => {
  const say = useSay(billTexts);
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/end', {
          params: { path: { subscriptionId: one.subscriptionId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    said: () => say('said.ended'),
    changes: [BILLS],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('end.title', { name: one.packageName })}
      submit={say('end')}
      isPending={end.isPending}
      isDangerous
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
};

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
  const [dialog, setDialog] = useState<'start' | 'pay'>();
  const [ended, setEnded] = useState<Subscription>();
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
          {may('bills:write') && (
            <Button size="xs" variant="default" onClick={() => setDialog('start')}>
              {say('start')}
            </Button>
          )}
        </Group>
      </Group>
      {subscriptions.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      {subscriptions.map((one) => (
        <SubscriptionCard
          key={one.subscriptionId}
          subscriberId={subscriberId}
          one={one}
          onEnd={() => setEnded(one)}
        />
      ))}
      {bills.length > 0 && <BillRows bills={bills} onVoid={setVoided} />}
      {dialog === 'start' && <StartDialog subscriberId={subscriberId} onClose={close} />}
      {dialog === 'pay' && <PayDialog subscriberId={subscriberId} owedRupiah={owedRupiah} onClose={close} />}
      {ended && <EndDialog one={ended} onClose={() => setEnded(undefined)} />}
      {voided && <VoidBillDialog bill={voided} onClose={() => setVoided(undefined)} />}
    </Stack>
  );
};

export const BillsTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const bills = useBills(subscriberId);
  return <Answered query={bills}>{(standing) => <Shown standing={standing} />}</Answered>;
};
