// sell-dialog.tsx — a sale at the counter in one dialog: package, how it is paid, change to give back.
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { useOfferTerms, usePackages } from '../packages/package-select';
import { useFocusReturn } from '../parts/focus-return';
import { FormDialog } from '../parts/form-dialog';
import { useOwnFault } from '../parts/use-own-fault';
import { DrawerNotice, PaymentFields, useCounterPayment, useSale } from './counter-payment';
import type { Person } from './person';
import { personTexts } from './person.texts';
import { SaleEnd } from './sale-end';

export const SellDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  const termsOf = useOfferTerms();
  useFocusReturn();
  const items = usePackages();
  const [packageId, setPackageId] = useState<string | null>(null);
  const payment = useCounterPayment(items.find((one) => one.packageId === packageId)?.finalPriceRupiah);
  const sale = useSale(person.subscriberId);
  const { method, paidRupiah, isReady } = payment;
  const packageField = useOwnFault(packageId === null ? say('sell.package.choose') : '');
  if (sale.data)
    return <SaleEnd sale={sale.data} subscriberId={person.subscriberId} said="sold" onClose={onClose} />;
  return (
    <FormDialog
      title={say('sell.title')}
      submit={say('sell.submit')}
      isPending={sale.isPending}
      isDisabled={packageId !== null && !isReady}
      onSubmit={() => packageId !== null && isReady && sale.mutate({ packageId, method, paidRupiah })}
      onClose={onClose}
    >
      <DrawerNotice payment={payment} />
      <Select
        ref={packageField}
        label={say('sell.package')}
        data={items.map((one) => ({
          value: one.packageId,
          label: [one.name, termsOf(one), rupiah(one.finalPriceRupiah)].join(' · '),
        }))}
        value={packageId}
        onChange={setPackageId}
        searchable
        openOnFocus={false}
        data-autofocus
        required
        withAsterisk={false}
      />
      <PaymentFields payment={payment} />
    </FormDialog>
  );
};
