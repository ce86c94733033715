// bill-dialog.tsx — a bill for a person: an order made for them, whose link to pay goes to their WhatsApp, and its end.
import { Checkbox, Select, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import { PackageSelect, usePackages } from '../packages/package-select';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { BillEnd } from './bill-end';
import { billTexts } from './bill.texts';
import { personKey, type Person } from './person';
import { personTexts } from './person.texts';

/** Of a virtual account the buyer chooses the bank; at the counter an operator takes the money. */
const ASKED = ['qris', 'gopay', 'shopeepay', 'snap', 'manual'] as const;
type Method = (typeof ASKED)[number];
type Asked = { readonly packageId?: string; readonly all?: true; readonly method: Method };

/** That can be paid with now. */
const useMethods = (): readonly Method[] => {
  const found = useQuery({
    queryKey: ['payment-methods'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/payment-methods', { signal })),
  });
  return ASKED.filter((one) => found.data?.items.some(({ method }) => method === one));
};

export const BillDialog = ({
  person,
  onClose,
}: {
  readonly person: Person;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const sayPerson = useSay(personTexts);
  const { phone } = useFormats();
  const sayMethod = useSay(methodTexts);
  const packages = usePackages();
  const methods = useMethods();
  const [packageId, setPackageId] = useState('');
  const [isDebts, setDebts] = useState(false);
  const [chosen, setChosen] = useState<Method>();
  const method = chosen ?? methods[0];
  const { subscriberId } = person;
  const ask = useCommand({
    send: (body: Asked, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/payment-requests', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => null,
    changes: [personKey(subscriberId), ['orders'], ['home']],
  });
  if (ask.data) {
    const sold = isDebts ? undefined : packages.find((one) => one.packageId === packageId);
    return (
      <BillEnd person={person} order={ask.data} priceRupiah={sold?.finalPriceRupiah} onClose={onClose} />
    );
  }
  return (
    <FormDialog
      title={say('title')}
      submit={say('send')}
      isPending={ask.isPending}
      isDisabled={(packageId === '' && !isDebts) || method === undefined}
      onSubmit={() => method && ask.mutate({ ...(isDebts ? { all: true } : { packageId }), method })}
      onClose={onClose}
    >
      <Text size="sm">{say('hint', { phone: phone(person.phone) })}</Text>
      {!isDebts && (
        <PackageSelect
          label={sayPerson('sell.package')}
          packages={packages}
          value={packageId}
          onChange={setPackageId}
        />
      )}
      <Checkbox
        label={say('debts')}
        checked={isDebts}
        onChange={(event) => setDebts(event.currentTarget.checked)}
      />
      <Select
        label={say('method')}
        data={methods.map((value) => ({ value, label: sayMethod(value) }))}
        value={method ?? null}
        onChange={(value) => setChosen(methods.find((one) => one === value))}
        allowDeselect={false}
      />
    </FormDialog>
  );
};
