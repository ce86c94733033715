// gigabyte-field.tsx — an amount of bytes, entered in gigabytes.
import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useSay } from '../language/language';
import { readGigabytes, writeGigabytes } from './gigabytes';
import { partsTexts } from './parts.texts';
import { useOwnFault } from './use-own-fault';

export const GIGABYTE = 1_073_741_824;
const LARGEST_GIGABYTES = 1_000_000;
const LEAST_GIGABYTES = 0.001;

export const bytesOf = (gigabytes: number | string): number => Math.round(Number(gigabytes) * GIGABYTE);
export const gigabytesOf = (bytes: number): number => bytes / GIGABYTE;

type GigabyteFieldProps = Pick<TextInputProps, 'label' | 'disabled'> & {
  readonly value: number | string;
  /** NaN while what stands there cannot be read; the form is not sent then. */
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly isFirst?: boolean;
};

/** What is wrong, in a sentence; empty: nothing. */
const useFault = (min: number): ((text: string, value: number | null) => string) => {
  const say = useSay(partsTexts);
  const { locale } = useLocale();
  return (text, value) => {
    if (text.trim() === '') return say('gigabytes.empty');
    if (value === null) return say('gigabytes.unread');
    if (value < min) return say('gigabytes.least', { least: writeGigabytes(min, locale) });
    return value > LARGEST_GIGABYTES ? say('gigabytes.most') : '';
  };
};

export const GigabyteField = (props: GigabyteFieldProps) => {
  const { value, onChange, min = LEAST_GIGABYTES, isFirst, disabled, label } = props;
  const { locale } = useLocale();
  const faultOf = useFault(min);
  const [typed, setTyped] = useState<string | null>(null);
  const now = Number(value);
  // What was typed stays as it was typed while it is what the form holds.
  const isTyped = typed !== null && (readGigabytes(typed, locale) ?? Number.NaN) === now;
  const text = typed !== null && (isTyped || Number.isNaN(now)) ? typed : writeGigabytes(now, locale);
  const fault = disabled || typed === null ? '' : faultOf(text, readGigabytes(text, locale));
  return (
    <TextInput
      ref={useOwnFault(fault)}
      label={label}
      disabled={disabled}
      inputMode="decimal"
      autoComplete="off"
      data-autofocus={isFirst}
      error={fault === '' ? undefined : fault}
      value={text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        onChange(readGigabytes(next, locale) ?? Number.NaN);
      }}
    />
  );
};
