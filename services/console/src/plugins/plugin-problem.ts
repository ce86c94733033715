// plugin-problem.ts — a refusal that names settings of a plugin names them as its page does.
import { ApiProblem } from '@saring/api-client';
import { currentLocale } from '../language/language';
import type { Setting } from './use-plugins';

/** @returns the label of a setting in the language of the console. */
export const labelOf = ({ labelIndonesian, labelEnglish }: Setting): string =>
  currentLocale() === 'id' ? labelIndonesian : labelEnglish;

export const readableProblem = (error: unknown, settings: readonly Setting[]): unknown => {
  if (!(error instanceof ApiProblem) || !error.code.startsWith('PAYMENT.PLUGIN_SETTING')) return error;
  const { code, status, title, detail, details } = error;
  const named = settings.reduce(
    (text, setting) => text.replace(new RegExp(`\\b${setting.key}\\b`), labelOf(setting)),
    detail,
  );
  return new ApiProblem(code, status, title, named, details);
};
