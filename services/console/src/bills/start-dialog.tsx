// start-dialog.tsx — begins a subscription: a package, how long its periods are, and when it begins.
import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { LineSelect } from '../lines/line-select';
import { PackageSelect, usePackages } from '../packages/package-select';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { billTexts } from './bills.texts';
import { MoreTermsPart, moreTermsOf, NO_MORE_TERMS, type MoreTerms } from './more-terms';
import { BILLS } from './use-bills';

const UNITS = ['month', 'week', 'day'] as const;
const FIRST = { count: 1, issueDaysBefore: 7, graceDays: 3 };

type Fields = {
  readonly packageId: string;
  readonly unit: (typeof UNITS)[number];
  readonly count: number;
  readonly anchorDay: number | string;
  readonly startsOn: string;
  readonly price: number | string;
  readonly issueDaysBefore: number;
  readonly graceDays: number;
  /** Empty: it pays for none. */
  readonly lineId: string;
  readonly more: MoreTerms;
};
type FieldsProps = { readonly fields: Fields; readonly onChange: (change: Partial<Fields>) => void };

const bodyOf = ({ anchorDay, startsOn, price, lineId, more, ...same }: Fields) => ({
  ...same,
  ...moreTermsOf(more, lineId !== ''),
  ...(same.unit === 'month' && anchorDay !== '' ? { anchorDay: Number(anchorDay) } : {}),
  ...(startsOn ? { startsOn } : {}),
  ...(lineId ? { lineId } : {}),
  ...(price === '' ? {} : { priceRupiah: Number(price) }),
});

const PeriodFields = ({ fields, onChange }: FieldsProps) => {
  const say = useSay(billTexts);
  return (
    <>
      <SegmentedControl
        aria-label={say('unit')}
        value={fields.unit}
        onChange={(word) => onChange({ unit: UNITS.find((one) => one === word) ?? 'month' })}
        data={UNITS.map((value) => ({ value, label: say(value) }))}
      />
      <Group grow align="flex-start">
        <NumberField
          label={say('count')}
          value={fields.count}
          onChange={(value) => onChange({ count: Number(value) })}
          min={MEASURES.periodCount.least}
          max={MEASURES.periodCount.most}
          allowDecimal={false}
        />
        {fields.unit === 'month' && (
          <NumberField
            label={say('anchor')}
            description={say('anchor.hint')}
            value={fields.anchorDay}
            onChange={(anchorDay) => onChange({ anchorDay })}
            min={1}
            max={MEASURES.anchorDay.most}
            allowDecimal={false}
          />
        )}
      </Group>
      <TextInput
        type="date"
        label={say('startsOn')}
        description={say('startsOn.hint')}
        value={fields.startsOn}
        onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
      />
      <Group grow>
        <NumberField
          label={say(fields.more.isPostpaid && fields.lineId !== '' ? 'afterwards' : 'before')}
          value={fields.issueDaysBefore}
          onChange={(value) => onChange({ issueDaysBefore: Number(value) })}
          min={0}
          max={MEASURES.billingDays.most}
          allowDecimal={false}
        />
        {fields.lineId === '' && (
          <NumberField
            label={say('grace')}
            value={fields.graceDays}
            onChange={(value) => onChange({ graceDays: Number(value) })}
            min={0}
            max={MEASURES.billingDays.most}
            allowDecimal={false}
          />
        )}
      </Group>
    </>
  );
};

export const StartDialog = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const packages = usePackages();
  const may = useMay();
  const [fields, setFields] = useState<Fields>({
    ...{ packageId: '', unit: 'month', anchorDay: '', startsOn: '', price: '', ...FIRST },
    ...{ lineId: '', more: NO_MORE_TERMS },
  });
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }));
  const start = useCommand({
    send: (body: ReturnType<typeof bodyOf>, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/subscriptions', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.started'),
    changes: [BILLS],
    onDone: onClose,
  });
  const chosen = packages.find(({ packageId }) => packageId === fields.packageId);
  return (
    <FormDialog
      title={say('start')}
      submit={say('start.submit')}
      isPending={start.isPending}
      onSubmit={() => start.mutate(bodyOf(fields))}
      onClose={onClose}
    >
      <PackageSelect
        label={say('package')}
        packages={packages}
        value={fields.packageId}
        onChange={(packageId) => set({ packageId })}
      />
      <MoneyField
        label={say('price')}
        description={say('price.hint')}
        placeholder={chosen && String(chosen.priceRupiah)}
        value={fields.price}
        onChange={(price) => set({ price })}
      />
      {may('lines:read') && (
        <LineSelect
          subscriberId={subscriberId}
          value={fields.lineId}
          onChange={(lineId) => set({ lineId })}
        />
      )}
      <PeriodFields fields={fields} onChange={set} />
      <MoreTermsPart more={fields.more} isOfLine={fields.lineId !== ''} onChange={(more) => set({ more })} />
    </FormDialog>
  );
};
