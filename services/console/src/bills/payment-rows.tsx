// payment-rows.tsx — money that a person paid in hand for bills: what it paid, who took it, and its receipt once more.
import { Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { PaperLinks } from '../orders/receipt-links';
import { TableOrCards } from '../parts/table-or-cards';
import { useColleagues } from '../parts/use-colleagues';
import { billTexts } from './bills.texts';
import { paymentTexts } from './payments.texts';
import type { Payment } from './use-bills';

/** The address of its PDF. */
export const receiptFile = (subscriberId: string, receiptId: string): string =>
  `/api/v1/subscribers/${subscriberId}/bill-payments/${receiptId}/receipt.pdf`;

const PaidFor = ({ payment: { bills, balanceRupiah } }: { readonly payment: Payment }) => {
  const say = useSay(paymentTexts);
  const { rupiah } = useFormats();
  const balance = balanceRupiah > 0 ? 'balance' : 'fromBalance';
  const parts = [
    ...bills.map(({ number, amountRupiah }) => `${number}: ${rupiah(amountRupiah)}`),
    ...(balanceRupiah === 0 ? [] : [say(balance, { amount: rupiah(Math.abs(balanceRupiah)) })]),
  ];
  return parts.map((part) => (
    <Text key={part} size="xs">
      {part}
    </Text>
  ));
};

export const PaymentRows = ({
  subscriberId,
  payments,
}: {
  readonly subscriberId: string;
  readonly payments: readonly Payment[];
}) => {
  const say = useSay(paymentTexts);
  const sayBill = useSay(billTexts);
  const { rupiah, instant } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <Stack gap="xs">
      <Text fw={600}>{say('title')}</Text>
      <TableOrCards
        minWidth={640}
        rows={payments}
        keyOf={({ receiptId }) => receiptId}
        columns={[
          { head: say('at'), cell: ({ paidAt }) => instant(paidAt) },
          {
            head: say('amount'),
            isNumber: true,
            cell: ({ amountRupiah, method }) => `${rupiah(amountRupiah)} · ${sayBill(method)}`,
          },
          { head: say('for'), cell: (payment) => <PaidFor payment={payment} /> },
          { head: say('taker'), cell: ({ cashier }) => nameOf(cashier) },
          {
            head: say('receipt'),
            cell: ({ receiptId, number }) => (
              <>
                {number}
                <PaperLinks file={receiptFile(subscriberId, receiptId)} />
              </>
            ),
          },
        ]}
      />
    </Stack>
  );
};
