// package-times.tsx — between which times a package is sold, and the date on which what is bought ends at the latest.
import { TextInput } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { Field } from '../parts/field-problem';
import { instantOf, localOf } from '../parts/local-time';
import type { Offer } from './offer';
import { packageTexts } from './packages.texts';

/** As the browser's own clock shows them; empty: none. */
export type PackageTimes = {
  readonly sellFrom: string;
  readonly sellUntil: string;
  readonly validUntil: string;
};

const KEYS = ['sellFrom', 'sellUntil', 'validUntil'] as const;

export const timesOf = (offer: Offer | null): PackageTimes => ({
  sellFrom: localOf(offer?.sellFrom),
  sellUntil: localOf(offer?.sellUntil),
  validUntil: localOf(offer?.validUntil),
});

/** Of the times only what was changed, so that the seconds of the others stay. */
export const timesBody = (now: PackageTimes, before: PackageTimes) => {
  const changed = KEYS.filter((key) => now[key] !== before[key]);
  return Object.fromEntries(changed.map((key) => [key, instantOf(now[key])])) as {
    [key in keyof PackageTimes]?: string | null;
  };
};

export const TimesFields = ({
  times,
  onChange,
}: {
  readonly times: PackageTimes;
  readonly onChange: (change: Partial<PackageTimes>) => void;
}) => {
  const say = useSay(packageTexts);
  const field = (key: keyof PackageTimes, help: 'always' | 'always.end' | 'byDuration') => (
    <Field name={key}>
      <TextInput
        type="datetime-local"
        label={say(key)}
        description={say(help)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={times[key]}
        onChange={(event) => onChange({ [key]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <>
      {field('sellFrom', 'always')}
      {field('sellUntil', 'always.end')}
      {field('validUntil', 'byDuration')}
    </>
  );
};

/** `Dijual`, `Tidak dijual saat ini · dijual mulai 1 Apr`: and until when it is good. */
export const useSaleText = () => {
  const say = useSay(packageTexts);
  const { instant } = useFormats();
  return ({ active, onSale, sellFrom, sellUntil, validUntil }: Offer): string =>
    [
      say(onSale ? 'active' : active ? 'notNow' : 'inactive'),
      sellFrom && !onSale ? say('from', { time: instant(sellFrom) }) : '',
      sellUntil ? say('until', { time: instant(sellUntil) }) : '',
      validUntil ? say('endsLatest', { time: instant(validUntil) }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
};
