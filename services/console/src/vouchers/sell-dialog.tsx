// sell-dialog.tsx — sells the next vouchers of a batch for money in hand, and shows their codes until they are given.
import { Button, CopyButton, Modal, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogButtons } from '../parts/dialog-buttons';
import { FormDialog } from '../parts/form-dialog';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { DrawerNotice, PaymentFields, useCounterPayment } from '../subscribers/counter-payment';
import { VOUCHERS, type Batch, type Code } from './batch';
import { keepForPrinting } from './sold-codes';
import { voucherTexts } from './vouchers.texts';

const SHOWN_MOST = 200;

const SoldCodes = ({
  batchId,
  codes,
  onClose,
}: {
  readonly batchId: string;
  readonly codes: readonly Code[];
  readonly onClose: () => void;
}) => {
  const say = useSay(voucherTexts);
  const sayPart = useSay(partsTexts);
  const navigate = useNavigate();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('codes')}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Stack>
        <Text size="sm">{say('codes.hint')}</Text>
        <Table>
          <Table.Tbody>
            {codes.map(({ number, code }) => (
              <Table.Tr key={number}>
                <Table.Td>{number}</Table.Td>
                <Table.Td ff="monospace" fz="lg">
                  {code}
                </Table.Td>
                <Table.Td ta="right">
                  <CopyButton value={code}>
                    {({ copied, copy }) => (
                      <Button size="xs" variant="default" onClick={copy}>
                        {say(copied ? 'copied' : 'copy')}
                      </Button>
                    )}
                  </CopyButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <DialogButtons>
          <Button
            variant="default"
            onClick={() => {
              keepForPrinting({ batchId, codes });
              void navigate({ to: '/vouchers/$batchId/print', params: { batchId } });
            }}
          >
            {say('codes.print')}
          </Button>
          <Button onClick={onClose}>{say('codes.done')}</Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
};

/** `3–5, 8`. */
const spansOf = (numbers: readonly number[]): string => {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
};

/** Those that a sale would take, as far as one page of them goes. */
const useNextUnsold = (batchId: string, first: number, amount: number): readonly number[] => {
  const found = useQuery({
    queryKey: [...VOUCHERS, batchId, 'unsold', first, amount],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/voucher-batches/{batchId}/vouchers', {
          params: {
            path: { batchId },
            query: { state: 'unsold', limit: amount, ...(first > 0 ? { cursor: first - 1 } : {}) },
          },
          signal,
        }),
      ),
    enabled: amount > 0 && amount <= SHOWN_MOST,
  });
  return found.data?.items.map(({ number }) => number) ?? [];
};

export const SellDialog = ({ batch, onClose }: { readonly batch: Batch; readonly onClose: () => void }) => {
  const say = useSay(voucherTexts);
  const { rupiah } = useFormats();
  const { batchId, packageName: name, priceRupiah, unsold } = batch;
  const [amount, setAmount] = useState<number | string>(1);
  const [first, setFirst] = useState<number | string>('');
  const [codes, setCodes] = useState<readonly Code[]>();
  const next = useNextUnsold(batchId, Number(first), Number(amount));
  const payment = useCounterPayment(Number(amount) * priceRupiah);
  const { method, paidRupiah } = payment;
  const sale = useCommand({
    send: (count: number, key) =>
      answerOf(
        api.POST('/api/v1/voucher-batches/{batchId}/sales', {
          params: { path: { batchId }, header: { 'Idempotency-Key': key } },
          body: { amount: count, method, paidRupiah, ...(first ? { firstNumber: Number(first) } : {}) },
        }),
      ),
    said: ({ vouchers, amountRupiah, changeRupiah }) => {
      const said = { count: vouchers.length, amount: rupiah(amountRupiah) };
      return changeRupiah > 0
        ? say('said.soldChange', { ...said, change: rupiah(changeRupiah) })
        : say('said.sold', said);
    },
    changes: [VOUCHERS, ['drawer'], ['home']],
    onDone: ({ vouchers }) => setCodes(vouchers),
  });
  if (codes) return <SoldCodes batchId={batchId} codes={codes} onClose={onClose} />;
  return (
    <FormDialog
      title={say('sell.title', { name })}
      submit={say('sell.submit')}
      isPending={sale.isPending}
      isDisabled={!payment.isReady}
      onSubmit={() => sale.mutate(Number(amount))}
      onClose={onClose}
    >
      <DrawerNotice payment={payment} />
      <NumberField
        label={say('sell.amount')}
        description={say('sell.total', { amount: rupiah(Number(amount) * priceRupiah) })}
        value={amount}
        onChange={setAmount}
        min={1}
        max={Math.min(unsold, MEASURES.vouchers.most)}
        allowDecimal={false}
        required
        withAsterisk={false}
        data-autofocus
      />
      <NumberField
        label={say('sell.first')}
        description={say('sell.first.hint')}
        value={first}
        onChange={setFirst}
        min={1}
        max={batch.amount}
        allowDecimal={false}
      />
      {next.length > 0 && (
        <Text size="sm" role="status">
          {say('sell.numbers', { numbers: spansOf(next) })}
        </Text>
      )}
      <PaymentFields payment={payment} />
    </FormDialog>
  );
};
