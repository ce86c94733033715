// settle-dialog.tsx — debt paid at the counter: all of it, or one item.
import { Alert, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { useFocusReturn } from '../parts/focus-return';
import { FormDialog } from '../parts/form-dialog';
import { Answered } from '../parts/problem';
import { DrawerNotice, PaymentFields, useCounterPayment, useSale } from './counter-payment';
import { useDebtEstimate, type Person } from './person';
import { personTexts } from './person.texts';
import { SaleEnd } from './sale-end';

const ALL = 'all';

export const SettleDialog = ({
  person,
  debtId = ALL,
  onClose,
}: {
  readonly person: Pick<Person, 'subscriberId'>;
  /** Chosen to begin with; absent: all. */
  readonly debtId?: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const { rupiah, bytes } = useFormats();
  useFocusReturn();
  const [chosen, setChosen] = useState(debtId);
  const estimate = useDebtEstimate(person.subscriberId);
  const item = estimate.data?.items.find((one) => one.debtId === chosen);
  const priceRupiah = chosen === ALL ? estimate.data?.totalRupiah : item?.amountRupiah;
  // What was chosen from a list may have been paid in another window meanwhile.
  const isGone = estimate.data !== undefined && !priceRupiah;
  const payment = useCounterPayment(priceRupiah);
  const sale = useSale(person.subscriberId);
  const { method, paidRupiah, isReady } = payment;
  const submit = () =>
    sale.mutate({ ...(chosen === ALL ? { all: true as const } : { debtId: chosen }), method, paidRupiah });
  if (sale.data)
    return <SaleEnd sale={sale.data} subscriberId={person.subscriberId} said="settled" onClose={onClose} />;
  return (
    <FormDialog
      title={say('debts.settle')}
      isPending={sale.isPending}
      isDisabled={!isReady}
      isOver={isGone}
      onSubmit={submit}
      onClose={onClose}
    >
      <Answered query={estimate}>
        {({ items, totalRupiah, autoDebtBytes, autoDebtRupiah }) => (
          <>
            {isGone ? (
              <Alert color="green" role="status">
                {say(debtId === ALL ? 'debts.none' : 'debts.gone')}
              </Alert>
            ) : (
              <DrawerNotice payment={payment} />
            )}
            <Select
              label={say('debts.which')}
              value={item || chosen === ALL ? chosen : null}
              display={totalRupiah === 0 ? 'none' : undefined}
              onChange={(value) => setChosen(value ?? ALL)}
              allowDeselect={false}
              data={[
                { value: ALL, label: `${say('debts.all')} · ${rupiah(totalRupiah)}` },
                ...items.map((one) => ({
                  value: one.debtId,
                  label: `${one.reason} · ${rupiah(one.amountRupiah)}`,
                })),
              ]}
              data-autofocus
            />
            {chosen === ALL && autoDebtBytes > 0 && (
              <Text size="sm" c="dimmed">
                {say('debts.withAuto', { bytes: bytes(autoDebtBytes), amount: rupiah(autoDebtRupiah) })}
              </Text>
            )}
            {!isGone && <PaymentFields payment={payment} />}
          </>
        )}
      </Answered>
    </FormDialog>
  );
};
