// change-dialog.tsx — another package or price from today or the next period on: what is credited and charged is said before.
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Offer } from '../packages/offer';
import { PackageSelect, usePackages } from '../packages/package-select';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { ChangePreview, WhenField, type AskedChange } from './change-preview';
import { BILLS, type Subscription } from './use-bills';

/** As billing gives it to a line: both ways or none. */
const hasSpeed = (offer?: Offer): boolean =>
  offer !== undefined && offer.speedDownKilobitsPerSecond > 0 && offer.speedUpKilobitsPerSecond > 0;

export const ChangeDialog = ({
  one,
  onClose,
}: {
  readonly one: Subscription;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const packages = usePackages();
  const [packageId, setPackageId] = useState('');
  const [price, setPrice] = useState<number | string>('');
  const [isLater, setLater] = useState(false);
  const asked: AskedChange = {
    packageId,
    ...(Number(price) > 0 ? { priceRupiah: Number(price) } : {}),
    ...(isLater ? { fromNextPeriod: true } : {}),
  };
  const change = useCommand({
    send: (body: AskedChange, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/change', {
          params: { path: { subscriptionId: one.subscriptionId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.changed'),
    changes: [BILLS],
    onDone: onClose,
  });
  const chosen = packages.find((offer) => offer.packageId === packageId);
  return (
    <FormDialog
      title={say('change.title', { name: one.packageName })}
      submit={say('change')}
      isPending={change.isPending}
      onSubmit={() => change.mutate(asked)}
      onClose={onClose}
    >
      <PackageSelect label={say('package')} packages={packages} value={packageId} onChange={setPackageId} />
      <MoneyField
        label={say('price')}
        description={say('price.hint')}
        placeholder={chosen && String(chosen.priceRupiah)}
        value={price}
        onChange={setPrice}
      />
      <WhenField isLater={isLater} onChange={setLater} />
      {packageId !== '' && (
        <ChangePreview
          subscriptionId={one.subscriptionId}
          asked={asked}
          changesSpeed={one.lineId !== '' && hasSpeed(chosen)}
        />
      )}
    </FormDialog>
  );
};
