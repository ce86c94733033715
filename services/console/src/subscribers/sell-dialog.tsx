// sell-dialog.tsx — a sale at the counter in one dialog: package, how it is paid, change to give back.
import { Alert, Button, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOpenDrawer } from '../drawer/use-open-drawer';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { personKey, type Person } from './person';
import { personTexts } from './person.texts';

const METHODS = ['cash', 'transfer', 'card'] as const;
type Method = (typeof METHODS)[number];
const LARGEST_RUPIAH = 1_000_000_000;
const DRAWER = ['drawer'];

const useDrawer = () =>
  useQuery({ queryKey: DRAWER, queryFn: ({ signal }) => answerOf(api.GET('/api/v1/drawer', { signal })) });

const usePackages = () =>
  useQuery({
    queryKey: ['packages'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/packages', { signal })),
  });

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

const useSale = ({ subscriberId }: Person, onDone: () => void) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  return useCommand({
    send: (body: { packageId: string; method: Method; paidRupiah: number }, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/orders', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: ({ order, changeRupiah }) => {
      const invoice = order.invoiceNumber ?? order.orderNumber;
      return changeRupiah > 0
        ? say('said.soldChange', { invoice, change: rupiah(changeRupiah) })
        : say('said.sold', { invoice });
    },
    changes: [personKey(subscriberId), DRAWER, ['orders'], ['home']],
    onDone,
  });
};

const PaidField = ({
  priceRupiah,
  paid,
  onChange,
}: {
  readonly priceRupiah: number;
  readonly paid: number | string;
  readonly onChange: (paid: number | string) => void;
}) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  const changeRupiah = Number(paid) - priceRupiah;
  return (
    <NumberInput
      label={say('sell.paid')}
      description={changeRupiah > 0 ? say('sell.change', { change: rupiah(changeRupiah) }) : undefined}
      placeholder={String(priceRupiah)}
      value={paid}
      onChange={onChange}
      min={0}
      max={LARGEST_RUPIAH}
      allowDecimal={false}
      thousandSeparator="."
      decimalSeparator=","
      inputMode="numeric"
    />
  );
};

export const SellDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  const packages = usePackages();
  const drawer = useDrawer();
  const [packageId, setPackageId] = useState<string | null>(null);
  const [method, setMethod] = useState<Method>('cash');
  const [paid, setPaid] = useState<number | string>('');
  const sale = useSale(person, onClose);
  const priceRupiah = packages.data?.items.find((one) => one.packageId === packageId)?.finalPriceRupiah ?? 0;
  const paidRupiah = method === 'cash' && paid !== '' ? Number(paid) : priceRupiah;
  const isClosed = method === 'cash' && drawer.data?.open === false;
  const submit = () => {
    if (packageId !== null) sale.mutate({ packageId, method, paidRupiah });
  };
  return (
    <FormDialog
      title={say('sell.title')}
      submit={say('sell.submit')}
      isPending={sale.isPending}
      isDisabled={packageId === null || isClosed}
      onSubmit={submit}
      onClose={onClose}
    >
      {isClosed && <ClosedDrawer />}
      <Select
        label={say('sell.package')}
        data={(packages.data?.items ?? []).map((one) => ({
          value: one.packageId,
          label: `${one.name} · ${rupiah(one.finalPriceRupiah)}`,
        }))}
        value={packageId}
        onChange={setPackageId}
        searchable
        openOnFocus={false}
        data-autofocus
        required
        withAsterisk={false}
      />
      <SegmentedControl
        aria-label={say('sell.method')}
        data={METHODS.map((value) => ({ value, label: say(`sell.${value}`) }))}
        value={method}
        onChange={(value) => setMethod(METHODS.find((one) => one === value) ?? 'cash')}
      />
      {method === 'cash' && <PaidField priceRupiah={priceRupiah} paid={paid} onChange={setPaid} />}
    </FormDialog>
  );
};
