// code-field.tsx — where a code of six digits is typed or pasted.
import type { RefObject } from 'react';

export const CODE_DIGITS = 6;
/** A whole message may be pasted: its first six digits in a row are the code, else whatever digits there are. */
export const codeIn = (text: string): string =>
  (/\b\d{6}\b/.exec(text)?.[0] ?? text.replace(/\D/g, '')).slice(0, CODE_DIGITS);

type CodeFieldProps = {
  readonly id: string;
  readonly label: string;
  /** Of what went wrong with it. */
  readonly problemId: string;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly code: string;
  readonly isInvalid: boolean;
  readonly onType: (text: string) => void;
};

export const CodeField = ({ id, label, problemId, input, code, isInvalid, onType }: CodeFieldProps) => (
  <>
    <label htmlFor={id}>{label}</label>
    <input
      id={id}
      name={id}
      className="code"
      ref={input}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]*"
      required
      value={code}
      aria-invalid={isInvalid}
      aria-describedby={problemId}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  </>
);
