// gigabyte-field.tsx — an amount of bytes, entered in gigabytes.
import { NumberInput, type NumberInputProps } from '@mantine/core';

export const GIGABYTE = 1_073_741_824;
const LARGEST_GIGABYTES = 1_000_000;
const LEAST_GIGABYTES = 0.001;

export const bytesOf = (gigabytes: number | string): number => Math.round(Number(gigabytes) * GIGABYTE);
export const gigabytesOf = (bytes: number): number => bytes / GIGABYTE;

type GigabyteFieldProps = Pick<NumberInputProps, 'label' | 'disabled' | 'min'> & {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
  readonly isFirst?: boolean;
};

export const GigabyteField = ({ isFirst, min = LEAST_GIGABYTES, ...field }: GigabyteFieldProps) => (
  <NumberInput
    {...field}
    min={min}
    max={LARGEST_GIGABYTES}
    decimalScale={3}
    inputMode="decimal"
    data-autofocus={isFirst}
  />
);
