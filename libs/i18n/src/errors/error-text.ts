// error-text.ts — the form of what a person reads when something is refused.
import type { Locale } from '../locale';

/** `detail` may name values of the refusal in braces. */
export type ErrorText = { readonly title: string; readonly detail: string };
/** By code, both languages side by side. */
export type ErrorTexts = Readonly<Record<string, Readonly<Record<Locale, ErrorText>>>>;
