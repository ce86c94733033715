// number-field.tsx — a number within its limits: one outside them is never changed in silence, it is said and not sent.
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { partsTexts } from './parts.texts';
import { useOwnFault } from './use-own-fault';

type NumberFieldProps = Omit<NumberInputProps, 'clampBehavior' | 'ref' | 'min' | 'max'> & {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** How a limit is written; absent: as a number. */
  readonly write?: (limit: number) => string;
};

export const NumberField = ({ min, max, write, error, value, ...field }: NumberFieldProps) => {
  const say = useSay(partsTexts);
  const { number } = useFormats();
  const words = write ?? number;
  const isEmpty = value === '' || value === undefined;
  const isOver = !isEmpty && max !== undefined && Number(value) > max;
  const isUnder = !isEmpty && min !== undefined && Number(value) < min;
  const over = isOver ? say('number.most', { most: words(max) }) : '';
  const under = isUnder ? say('number.least', { least: words(min) }) : '';
  return (
    <NumberInput
      {...field}
      {...(min === undefined ? {} : { min, allowNegative: min < 0 })}
      {...(max === undefined ? {} : { max })}
      ref={useOwnFault(over || under)}
      clampBehavior="none"
      value={value}
      // Too little is what one has not finished typing.
      error={over || error}
    />
  );
};
