// form.tsx — a form: what it is refused for is said in it, beside the field that is wrong and in a sentence of its own.
import { Stack, type StackProps } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FieldProblems, useFocusOfProblem } from './field-problem';
import { useFormProblem } from './form-problem';
import { Problem } from './problem';

type FormProps = Pick<StackProps, 'gap' | 'maw' | 'mt'> & {
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** The buttons; what went wrong stands above them. */
  readonly buttons?: ReactNode;
};

/** Sends by `onSubmit`; a command called within it says here what went wrong. */
export const Form = ({ onSubmit, children, buttons, ...stack }: FormProps) => {
  const form = useFormProblem();
  const fields = useFocusOfProblem(form.problem);
  const send = (event: FormEvent) => {
    event.preventDefault();
    form.submit(onSubmit);
  };
  return (
    <form onSubmit={send}>
      <Stack ref={fields} {...stack}>
        <FieldProblems.Provider value={form.problem}>{children}</FieldProblems.Provider>
        {form.problem !== null && <Problem error={form.problem} />}
        {buttons}
      </Stack>
    </form>
  );
};
