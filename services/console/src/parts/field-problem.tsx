// field-problem.tsx — what a refusal says of one field is said beside that field.
import { ApiProblem } from '@saring/api-client';
import { fieldFaultsText, type FieldFault } from '@saring/i18n';
import {
  cloneElement,
  createContext,
  useContext,
  useEffect,
  useRef,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useLocale } from '../language/language';
import { useProblemText } from './problem';

/** What the form around was refused for; null: nothing. */
export const FieldProblems = createContext<unknown>(null);

const INVALID = 'REQUEST.INVALID';

const faultsOf = (problem: unknown): readonly FieldFault[] => {
  if (!(problem instanceof ApiProblem)) return [];
  const { errors } = problem.details;
  return Array.isArray(errors) ? (errors as readonly FieldFault[]) : [];
};

/** @returns what is wrong with a field, by its name in the API; undefined: nothing that edge has named. */
const useFieldProblem = (): ((field: string) => string | undefined) => {
  const problem = useContext(FieldProblems);
  const { locale } = useLocale();
  const problemText = useProblemText();
  const faults = faultsOf(problem);
  return (field) => {
    const fault = faults.find((one) => one.field === field);
    if (!fault || !(problem instanceof ApiProblem)) return undefined;
    // A refusal with a code of its own is of one field, and says more than a rule does.
    if (problem.code !== INVALID) {
      const { title, detail } = problemText(problem);
      return detail || title;
    }
    const rule = fieldFaultsText([fault], locale).slice(field.length + 1);
    return rule.slice(0, 1).toUpperCase() + rule.slice(1);
  };
};

/** The first field that is wrong gets the focus: on a phone it may be out of sight. */
export const useFocusOfProblem = (problem: unknown) => {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem === null) return;
    const first = fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }, [problem]);
  return fields;
};

/** Around one field: what edge has found wrong with it stands below it. @param name of the field in the API. */
export const Field = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactElement<{ error?: ReactNode }>;
}) => {
  const error = useFieldProblem()(name) ?? children.props.error;
  return cloneElement(children, error === undefined ? {} : { error });
};
