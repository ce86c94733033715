// more-terms.tsx — the terms of a subscription that most do without: discount, installation, billed afterwards, an end.
import { Checkbox, Group, TextInput } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { billTexts } from './bills.texts';

export type MoreTerms = {
  readonly isPostpaid: boolean;
  readonly discountPercent: number | string;
  readonly discountRupiah: number | string;
  readonly discountPeriods: number | string;
  readonly installation: number | string;
  readonly endsOn: string;
};
export const NO_MORE_TERMS: MoreTerms = {
  ...{ isPostpaid: false, discountPercent: '', discountRupiah: '', discountPeriods: '' },
  ...{ installation: '', endsOn: '' },
};

/** @param isOfLine only what pays for a line is billed afterwards. */
export const moreTermsOf = (more: MoreTerms, isOfLine: boolean) => {
  const { discountPercent, discountRupiah, discountPeriods, installation, endsOn, isPostpaid } = more;
  const periods = Number(discountPeriods);
  const off =
    Number(discountPercent) > 0
      ? { discountPercent: Number(discountPercent) }
      : { discountRupiah: Number(discountRupiah) };
  return {
    ...(periods > 0 ? { discountPeriods: periods, ...off } : {}),
    ...(Number(installation) > 0 ? { installationRupiah: Number(installation) } : {}),
    ...(endsOn === '' ? {} : { endsOn }),
    ...(isPostpaid && isOfLine ? { postpaid: true } : {}),
  };
};

type PartProps = {
  readonly more: MoreTerms;
  readonly isOfLine: boolean;
  readonly onChange: (more: MoreTerms) => void;
};

/** Closed, there are none. */
export const MoreTermsPart = ({ more, isOfLine, onChange }: PartProps) => {
  const say = useSay(billTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Checkbox
        label={say('moreTerms')}
        checked={isOpen}
        onChange={(event) => {
          setOpen(event.currentTarget.checked);
          onChange(NO_MORE_TERMS);
        }}
      />
      {isOpen && (
        <MoreTermsFields
          more={more}
          isOfLine={isOfLine}
          onChange={(change) => onChange({ ...more, ...change })}
        />
      )}
    </>
  );
};

const MoreTermsFields = ({
  more,
  isOfLine,
  onChange,
}: Omit<PartProps, 'onChange'> & { readonly onChange: (change: Partial<MoreTerms>) => void }) => {
  const say = useSay(billTexts);
  return (
    <>
      <Group grow align="flex-end">
        <NumberField
          label={say('discountPercent')}
          value={more.discountPercent}
          onChange={(discountPercent) => onChange({ discountPercent, discountRupiah: '' })}
          min={0}
          max={MEASURES.percent.most}
          allowDecimal={false}
        />
        <NumberField
          label={say('discountPeriods')}
          value={more.discountPeriods}
          onChange={(discountPeriods) => onChange({ discountPeriods })}
          min={0}
          max={MEASURES.discountPeriods.most}
          allowDecimal={false}
        />
      </Group>
      <MoneyField
        label={say('discountRupiah')}
        value={more.discountRupiah}
        onChange={(discountRupiah) => onChange({ discountRupiah, discountPercent: '' })}
      />
      <MoneyField
        label={say('installation')}
        description={say('installation.hint')}
        value={more.installation}
        onChange={(installation) => onChange({ installation })}
      />
      <TextInput
        type="date"
        label={say('endsOn')}
        description={say('endsOn.hint')}
        value={more.endsOn}
        onChange={(event) => onChange({ endsOn: event.currentTarget.value })}
      />
      {isOfLine && (
        <Checkbox
          label={say('postpaid')}
          checked={more.isPostpaid}
          onChange={(event) => onChange({ isPostpaid: event.currentTarget.checked })}
        />
      )}
    </>
  );
};
