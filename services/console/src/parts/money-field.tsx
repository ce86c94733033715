// money-field.tsx — an amount of rupiah, entered as people write it.
import type { NumberInputProps } from '@mantine/core';
import { MEASURES } from '@saring/i18n';
import { useFormats } from '../language/language';
import { NumberField } from './number-field';

type MoneyFieldProps = Pick<
  NumberInputProps,
  'label' | 'description' | 'placeholder' | 'required' | 'error'
> & {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
  readonly min?: number;
  readonly most?: number;
  readonly isFirst?: boolean;
};

export const MoneyField = ({ most = MEASURES.rupiah.most, isFirst, min = 0, ...field }: MoneyFieldProps) => (
  <NumberField
    {...field}
    min={min}
    max={most}
    write={useFormats().rupiah}
    allowDecimal={false}
    thousandSeparator="."
    decimalSeparator=","
    inputMode="numeric"
    data-autofocus={isFirst}
  />
);
