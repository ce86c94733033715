// money-field.tsx — an amount of rupiah, entered as people write it.
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { MEASURES } from '@saring/i18n';

type MoneyFieldProps = Pick<
  NumberInputProps,
  'label' | 'description' | 'placeholder' | 'required' | 'min' | 'error'
> & {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
  readonly most?: number;
  readonly isFirst?: boolean;
};

export const MoneyField = ({ most = MEASURES.rupiah.most, isFirst, min = 0, ...field }: MoneyFieldProps) => (
  <NumberInput
    {...field}
    min={min}
    max={most}
    allowDecimal={false}
    thousandSeparator="."
    decimalSeparator=","
    inputMode="numeric"
    data-autofocus={isFirst}
  />
);
