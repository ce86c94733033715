// number-field.tsx — a number within its limits: one outside them is never changed in silence, it is said and not sent.
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { partsTexts } from './parts.texts';
import type { ClipboardEvent, FormEvent } from 'react';
import { useOwnFault } from './use-own-fault';

type NumberFieldProps = Omit<NumberInputProps, 'clampBehavior' | 'ref' | 'min' | 'max'> & {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** How a limit is written; absent: as a number. */
  readonly write?: (limit: number) => string;
};

/** A minus as some keyboards and sheets write it: it is read as one, and never swallowed. */
const MINUSES = /[\u2212\u2013\u2014]/g;
const hasMinus = (text: string): boolean => text.search(MINUSES) >= 0;

const insertPlainly = (field: HTMLInputElement, text: string): void => {
  const end = field.value.length;
  const [from, to] = [field.selectionStart ?? end, field.selectionEnd ?? end];
  field.setRangeText(text.replaceAll(MINUSES, '-'), from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
const onBeforeInput = (event: FormEvent<HTMLInputElement>): void => {
  const text = (event.nativeEvent as unknown as { readonly data?: string | null }).data ?? '';
  if (!hasMinus(text)) return;
  event.preventDefault();
  insertPlainly(event.currentTarget, text);
};
const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
  const text = event.clipboardData.getData('text');
  if (!hasMinus(text)) return;
  event.preventDefault();
  insertPlainly(event.currentTarget, text.trim());
};

export const NumberField = ({ min, max, write, error, value, ...field }: NumberFieldProps) => {
  const say = useSay(partsTexts);
  const { number } = useFormats();
  const words = write ?? number;
  const isEmpty = value === '' || value === undefined;
  const isUnread = !isEmpty && Number.isNaN(Number(value));
  const isOver = !isEmpty && max !== undefined && Number(value) > max;
  const isUnder = !isEmpty && min !== undefined && Number(value) < min;
  const over = isOver ? say('number.most', { most: words(max) }) : '';
  const under = isUnder ? say('number.least', { least: words(min) }) : '';
  const unread = isUnread ? say('number.unread') : '';
  // Too little is what one has not finished typing; below nothing is not.
  const isWrong = isOver || (isUnder && Number(value) < 0);
  return (
    <NumberInput
      {...field}
      {...(min === undefined ? {} : { min })}
      onBeforeInput={onBeforeInput}
      onPaste={onPaste}
      {...(max === undefined ? {} : { max })}
      ref={useOwnFault(over || under || unread)}
      clampBehavior="none"
      value={value}
      error={isWrong ? over || under : error}
    />
  );
};
