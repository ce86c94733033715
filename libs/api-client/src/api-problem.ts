export type ProblemDetails = Readonly<Record<string, unknown>>;

/** Codes that edge never sends: the client's own words on what it met instead of an answer. */
export const CLIENT_CODES = {
  /** No answer at all: no network, no server. */
  offline: 'CLIENT.OFFLINE',
  /** An answer that is not edge's: a captive redirect, a proxy's page. */
  strange: 'CLIENT.STRANGE_ANSWER',
} as const;

/** A refusal of edge, as its problem+json (RFC 9457) describes it, or a client's code with an empty title. */
export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    /** In the language that was asked for. */
    readonly title: string,
    readonly detail: string,
    readonly details: ProblemDetails = {},
  ) {
    super(`${code} ${title}`.trim());
    this.name = 'ApiProblem';
  }

  /** The browser is not logged in, or no longer. */
  get isLoggedOut(): boolean {
    return this.status === 401;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const detailsOf = (value: unknown): ProblemDetails => (isRecord(value) ? value : {});

/** The problem in an answer; one without a code is not edge's. */
export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => null);
  if (!isRecord(body) || text(body['code']) === '')
    return new ApiProblem(CLIENT_CODES.strange, response.status, '', '');
  const { code, title, detail, details } = body;
  return new ApiProblem(text(code), response.status, text(title), text(detail), detailsOf(details));
};
