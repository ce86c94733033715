// refund-dialog.tsx — gives money back: how much, what becomes of the quota, and before that what it will do.
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { Answered, Loading } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { isPaidByHand } from './methods.texts';
import type { Order } from './order-table';
import { ORDER_CHANGES } from './order-changes';
import { PayoutFields, payoutBodyOf, usePayout, type Payout } from './payout-fields';
import { refundTexts } from './refund.texts';
import type { Answer } from '../parts/answer';

const TYPING_MILLISECONDS = 250;
const LOOK_MILLISECONDS = 5_000;

const ABOVE_LIMIT = 'BILLING.ABOVE_LIMIT';

type Preview = Answer<'/api/v1/orders/{id}/refund'>;
/** What becomes of the quota: all of it goes, the share of a part goes, or all of it stays. */
type Goods = 'all' | 'share' | 'keep';

/** Of all the money all of the quota may go; of a part its share, where there is one. */
const choicesOf = (isPart: boolean, { shareBytes }: Preview): readonly Goods[] => {
  if (!isPart) return ['all', 'keep'];
  return shareBytes > 0 ? ['share', 'keep'] : ['keep'];
};

/** Of what was bought, as far as it is counted in bytes. */
const takenBytesOf = (goods: Goods, { takenBackBytes, shareBytes }: Preview): number => {
  if (goods === 'keep') return 0;
  return goods === 'share' ? Math.min(shareBytes, takenBackBytes) : takenBackBytes;
};

const TakenBack = ({
  order,
  preview,
  goods,
}: {
  readonly order: Order;
  readonly preview: Preview;
  readonly goods: Goods;
}) => {
  const say = useSay(refundTexts);
  const { bytes } = useFormats();
  const { takesNothingBack, takenBackBytes, usedBytes, shareBytes } = preview;
  const takes = (takenBytes: number, debtBytes: number) => (
    <>
      <Text size="sm">{say('takes', { bytes: bytes(takenBytes) })}</Text>
      {debtBytes > 0 && <Text size="sm">{say('used', { bytes: bytes(debtBytes) })}</Text>}
    </>
  );
  const said = () => {
    if (goods === 'keep') return <Text size="sm">{say('kept')}</Text>;
    if (takesNothingBack) return <Text size="sm">{say('nothing')}</Text>;
    if (goods === 'share')
      return takes(Math.min(shareBytes, takenBackBytes), Math.max(0, shareBytes - takenBackBytes));
    if (order.unlimited) return <Text size="sm">{say('takesUnlimited')}</Text>;
    if (order.purpose === 'bills') return <Text size="sm">{say('takesBills')}</Text>;
    if (order.purpose === 'voucher') return <Text size="sm">{say('takesVoucher')}</Text>;
    if (order.purpose === 'agent_deposit') return <Text size="sm">{say('takesDeposit')}</Text>;
    if (order.purpose === 'settlement') return <Text size="sm">{say('takesSettlement')}</Text>;
    return takes(takenBackBytes, usedBytes);
  };
  return (
    <Alert role="status" color={goods === 'keep' || takesNothingBack ? 'orange' : 'gray'}>
      {said()}
    </Alert>
  );
};

const GoodsChoice = ({
  choices,
  value,
  onChange,
}: {
  readonly choices: readonly Goods[];
  readonly value: Goods;
  readonly onChange: (goods: Goods) => void;
}) => {
  const say = useSay(refundTexts);
  return (
    <Radio.Group
      label={say('goods')}
      value={value}
      onChange={(word) => onChange(choices.find((one) => one === word) ?? value)}
    >
      <Stack gap={6} mt={6}>
        {choices.map((goods) => (
          <Radio key={goods} value={goods} label={say(`goods.${goods}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

/** Said before it is sent: the role may give back less. */
const Refused = ({ preview: { refusal, allowedRupiah = 0 } }: { readonly preview: Preview }) => {
  const say = useSay(refundTexts);
  const { rupiah } = useFormats();
  if (!refusal) return null;
  return (
    <Alert role="alert" color="red">
      {refusal === ABOVE_LIMIT
        ? say('aboveLimit', { amount: rupiah(allowedRupiah) })
        : say('refused', { code: refusal })}
    </Alert>
  );
};

/** The preview of the amount in the field; isCurrent: nothing was typed since. */
const useRefundPreview = (orderId: string, amount: number | string) => {
  const [settled] = useDebouncedValue(amount, TYPING_MILLISECONDS);
  const amountRupiah = Number(settled) > 0 ? Number(settled) : undefined;
  const preview = useQuery({
    queryKey: ['orders', orderId, 'refund', amountRupiah],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/orders/{id}/refund', {
          params: { path: { id: orderId }, query: { amountRupiah } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    // Quota goes on being used while the dialog is open; what an earlier dialog was told is forgotten.
    refetchInterval: LOOK_MILLISECONDS,
    staleTime: 0,
    gcTime: 0,
  });
  return { preview, isCurrent: settled === amount && !preview.isPlaceholderData && preview.isSuccess };
};

type Asked = {
  readonly amount: number | string;
  readonly goods: Goods;
  readonly payout: Payout;
};

const bodyOf = ({ amount, goods, payout }: Asked) => ({
  ...(amount === '' ? {} : { amountRupiah: Number(amount) }),
  ...(goods === 'keep' ? { keepPurchase: true } : {}),
  ...(goods === 'share' ? { takeBackShare: true } : {}),
  ...payoutBodyOf(payout),
});

export const RefundDialog = ({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) => {
  const say = useSay(refundTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>('');
  const [chosen, setChosen] = useState<Goods>('all');
  const payout = usePayout(!isPaidByHand(order.method));
  const { preview, isCurrent } = useRefundPreview(order.orderId, amount);
  const isPart = amount !== '' && Number(amount) < (preview.data?.leftRupiah ?? Infinity);
  const choices = preview.data ? choicesOf(isPart, preview.data) : [];
  // A change of the amount may leave no room for what was chosen.
  const goods = choices.find((one) => one === chosen) ?? choices[0] ?? 'keep';
  const backRupiah = amount === '' ? (preview.data?.leftRupiah ?? 0) : Number(amount);
  const takenBytes = preview.data ? takenBytesOf(goods, preview.data) : 0;
  const refund = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/orders/{id}/refund', {
        params: { path: { id: order.orderId }, header: { 'Idempotency-Key': key } },
        body: { reason, ...bodyOf({ amount, goods, payout }) },
      }),
    said: () =>
      say(takenBytes > 0 ? 'said.taken' : 'said', {
        amount: rupiah(backRupiah),
        way: say(`said.${payout.method || 'gateway'}`),
      }),
    changes: ORDER_CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('title')}
      isDangerous
      isPending={refund.isPending}
      isDisabled={!isCurrent || payout.method === '' || Boolean(preview.data?.refusal)}
      onClose={onClose}
      onSubmit={(reason) => refund.mutate(reason)}
    >
      <PayoutFields payout={payout} amountRupiah={backRupiah} />
      <Answered query={preview}>
        {(found) => (
          <>
            <Text size="sm">{say('left', { amount: rupiah(found.leftRupiah) })}</Text>
            <MoneyField
              label={say('amount')}
              description={say('amount.hint')}
              placeholder={rupiah(found.leftRupiah)}
              value={amount}
              onChange={setAmount}
              min={1}
              most={found.leftRupiah}
            />
            {isCurrent ? (
              <>
                <GoodsChoice choices={choices} value={goods} onChange={setChosen} />
                <TakenBack order={order} preview={found} goods={goods} />
                <Refused preview={found} />
              </>
            ) : (
              <Loading />
            )}
          </>
        )}
      </Answered>
    </ReasonDialog>
  );
};
