// bills-tab.tsx — subscriptions of a person, their bills and balance.
import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { billTexts } from './bills.texts';
import { PayDialog } from './pay-dialog';
import { StartDialog } from './start-dialog';
import { SubscriptionCard } from './subscription-card';
import { BILLS, useBills, type Standing } from './use-bills';

type Bill = Standing['bills'][number];

const BASIS_POINTS = 100;

const useStateOf = () => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  return (bill: Bill): string => {
    if (bill.void) return say('void');
    if (bill.owedRupiah > 0) return say(bill.overdue ? 'overdue' : 'open', { owed: rupiah(bill.owedRupiah) });
    return say(bill.given ? 'given' : 'paid');
  };
};

/** What the amount is made of, where it is more than the price. */
const BillParts = ({ bill }: { readonly bill: Bill }) => {
  const say = useSay(billTexts);
  const { rupiah, number } = useFormats();
  const { discountRupiah, installationRupiah, taxRupiah, taxBasisPoints, creditedRupiah } = bill;
  const percent = number(taxBasisPoints / BASIS_POINTS);
  const parts = [
    discountRupiah > 0 && say('part.discount', { amount: rupiah(discountRupiah) }),
    installationRupiah > 0 && say('part.installation', { amount: rupiah(installationRupiah) }),
    taxRupiah > 0 &&
      say(bill.taxIncluded ? 'part.taxIncluded' : 'part.tax', { percent, amount: rupiah(taxRupiah) }),
    creditedRupiah > 0 && say('part.credit', { amount: rupiah(creditedRupiah) }),
  ].filter((part) => part !== false);
  return parts.map((part) => (
    <Text key={part} size="xs" c="dimmed">
      {part}
    </Text>
  ));
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
                {bill.dueOn !== bill.fromDate && (
                  <Text size="xs">{say('due', { date: shortDay(bill.dueOn) })}</Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {rupiah(bill.amountRupiah)}
                <BillParts bill={bill} />
              </Table.Td>
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
        <SubscriptionCard key={one.subscriptionId} subscriberId={subscriberId} one={one} />
      ))}
      {bills.length > 0 && <BillRows bills={bills} onVoid={setVoided} />}
      {dialog === 'start' && <StartDialog subscriberId={subscriberId} onClose={close} />}
      {dialog === 'pay' && <PayDialog subscriberId={subscriberId} owedRupiah={owedRupiah} onClose={close} />}
      {voided && <VoidBillDialog bill={voided} onClose={() => setVoided(undefined)} />}
    </Stack>
  );
};

export const BillsTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const bills = useBills(subscriberId);
  return <Answered query={bills}>{(standing) => <Shown standing={standing} />}</Answered>;
};
