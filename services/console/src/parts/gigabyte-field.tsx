// gigabyte-field.tsx — an amount of bytes, entered in gigabytes.
import { NumberInput, type NumberInputProps } from '@mantine/core';
import type { ClipboardEvent } from 'react';

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

/** `1,5` and `1.5 GB` are the same, whichever language is chosen: nobody writes a thousand gigabytes with a separator. */
const WRITTEN = /^\s*(\d+)[.,](\d{1,3})\s*(?:GB)?\s*$/i;

export const GigabyteField = ({ isFirst, min = LEAST_GIGABYTES, ...field }: GigabyteFieldProps) => {
  const paste = (event: ClipboardEvent) => {
    const written = WRITTEN.exec(event.clipboardData.getData('text'));
    if (!written) return;
    event.preventDefault();
    field.onChange(Number(`${written[1]}.${written[2]}`));
  };
  return (
    <NumberInput
      {...field}
      min={min}
      max={LARGEST_GIGABYTES}
      decimalScale={3}
      inputMode="decimal"
      data-autofocus={isFirst}
      onPaste={paste}
    />
  );
};
