import { ApiProblem, CLIENT_CODES } from '@saring/api-client';
import type { Say } from '../language/language';

type Wording = { readonly title: string; readonly detail: string };

/** The text about a failure: edge's own words, or ours where edge sent none. */
export const wordingOf = (problem: ApiProblem, say: Say): Wording => {
  if (problem.code === CLIENT_CODES.offline)
    return { title: say('error.offline'), detail: say('error.offline.help') };
  if (problem.title === '') return { title: say('error.strange'), detail: say('error.strange.help') };
  return { title: problem.title, detail: problem.detail };
};

/** The problem in what was thrown; whatever else is a defect, and goes on. */
export const problemIn = (error: unknown): ApiProblem => {
  if (error instanceof ApiProblem) return error;
  throw error;
};
