/** A refusal is an answer with a stable code, not an exception. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly details?: Readonly<Record<string, Detail>>;
};

/** The details of a refusal beside its code: JSON. */
export type Detail =
  string | number | boolean | null | readonly Detail[] | { readonly [name: string]: Detail };

export type Result<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal<Code> };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** @param code stable, in capitals with a dot, e.g. `PHONE.INVALID`. */
export const refused = <Code extends string>(
  code: Code,
  details?: Refusal['details'],
): { readonly ok: false; readonly refusal: Refusal<Code> } => ({ ok: false, refusal: { code, details } });
