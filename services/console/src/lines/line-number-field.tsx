// line-number-field.tsx — a number of a line: what is typed stays as it is typed, and what is no number of it is not sent.
import { useState, type ComponentProps } from 'react';
import { NumberField } from '../parts/number-field';

type LineNumberFieldProps = Omit<ComponentProps<typeof NumberField>, 'value' | 'onChange'> & {
  /** Where it begins. */
  readonly value: number;
  /** NaN while what stands there is no number; the form is not sent then. */
  readonly onChange: (value: number) => void;
};

export const LineNumberField = ({ value, onChange, ...field }: LineNumberFieldProps) => {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberField
      {...field}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange(Number(next));
      }}
    />
  );
};
