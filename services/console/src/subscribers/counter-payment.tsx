// counter-payment.tsx — how money is taken at the counter: the way it is paid, the change, the drawer that it goes into.
import { Alert, Button, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { COUNTER_METHODS, type CounterMethod } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOpenDrawer } from '../drawer/use-open-drawer';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { useCommand } from '../parts/use-command';
import { cashAbove, isLargeChange } from './cash-sums';
import { personKey } from './person';
import { personTexts } from './person.texts';

const DRAWER = ['drawer'];

/** Of three one: a package, one debt, or all that is owed. */
type Sold = { readonly packageId: string } | { readonly debtId: string } | { readonly all: true };

const ClosedDrawer = () => {
  const say = useSay(personTexts);
  const open = useOpenDrawer();
  return (
    <Alert color="orange">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{say('sell.drawerClosed')}</Text>
        <Button size="xs" variant="default" loading={open.isPending} onClick={() => open.mutate(0)}>
          {say('sell.openDrawer')}
        </Button>
      </Stack>
    </Alert>
  );
};

/** @param priceRupiah of what is sold; undefined: not known yet. */
export const useCounterPayment = (priceRupiah: number | undefined) => {
  const [method, setMethod] = useState<CounterMethod>('cash');
  const [paid, setPaid] = useState<number | string>('');
  const [meant, setMeant] = useState<number | string>('');
  const drawer = useQuery({
    queryKey: DRAWER,
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/drawer', { signal })),
  });
  const isClosed = method === 'cash' && drawer.data?.open === false;
  const paidRupiah = method === 'cash' && paid !== '' ? Number(paid) : (priceRupiah ?? 0);
  /** Negative: change to give back. */
  const missingRupiah = (priceRupiah ?? 0) - paidRupiah;
  return {
    ...{ method, setMethod, paid, setPaid, isClosed, priceRupiah: priceRupiah ?? 0 },
    ...{ paidRupiah, missingRupiah },
    isLarge: isLargeChange(priceRupiah ?? 0, paidRupiah),
    /** Holds for this amount alone. */
    isMeant: meant === paid,
    setMeant: (isMeant: boolean) => setMeant(isMeant ? paid : ''),
    isReady: priceRupiah !== undefined && !isClosed && missingRupiah <= 0,
  };
};
type CounterPayment = ReturnType<typeof useCounterPayment>;

/** Its end is said by `SaleEnd`, in the dialog that sold. */
export const useSale = (subscriberId: string) =>
  useCommand({
    send: (body: Sold & { method: CounterMethod; paidRupiah: number }, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/orders', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => null,
    changes: [personKey(subscriberId), DRAWER, ['orders'], ['debts'], ['home']],
  });

/** What goes back over the counter, to be read from where one stands. */
export const Change = ({ amountRupiah }: { readonly amountRupiah: number }) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  return (
    <Text fz={24} fw={650} lh={1.2} role="status">
      {say('sell.change', { change: rupiah(amountRupiah) })}
    </Text>
  );
};

export const PaymentFields = ({ payment }: { readonly payment: CounterPayment }) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  const { method, setMethod, paid, setPaid, priceRupiah, missingRupiah } = payment;
  const { isLarge, isMeant, setMeant, paidRupiah } = payment;
  return (
    <>
      <SegmentedControl
        aria-label={say('sell.method')}
        data={COUNTER_METHODS.map((value) => ({ value, label: say(`sell.${value}`) }))}
        value={method}
        onChange={setMethod}
      />
      {method === 'cash' && priceRupiah > 0 && (
        <Group gap="xs" role="group" aria-label={say('sell.sums')}>
          <Button size="xs" variant="default" onClick={() => setPaid(priceRupiah)}>
            {say('sell.exact')}
          </Button>
          {cashAbove(priceRupiah).map((sum) => (
            <Button key={sum} size="xs" variant="default" onClick={() => setPaid(sum)}>
              {rupiah(sum)}
            </Button>
          ))}
        </Group>
      )}
      {method === 'cash' && (
        <MoneyField
          label={say('sell.paid')}
          error={missingRupiah > 0 ? say('sell.missing', { amount: rupiah(missingRupiah) }) : undefined}
          placeholder={String(priceRupiah)}
          value={paid}
          onChange={setPaid}
        />
      )}
      {method === 'cash' && missingRupiah < 0 && <Change amountRupiah={-missingRupiah} />}
      {isLarge && (
        <Checkbox
          label={say('sell.meant', { paid: rupiah(paidRupiah) })}
          description={say('sell.meant.hint', { price: rupiah(priceRupiah) })}
          checked={isMeant}
          onChange={(event) => setMeant(event.currentTarget.checked)}
          required
        />
      )}
    </>
  );
};

export const DrawerNotice = ({ payment }: { readonly payment: CounterPayment }) =>
  payment.isClosed ? <ClosedDrawer /> : null;
