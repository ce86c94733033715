// operator-api.ts — edge's REST interface for operators: every route typed by services/edge/openapi.json.
import createClient, { type Client } from 'openapi-fetch';
import { ApiProblem, CLIENT_CODES, problemOf } from './api-problem';
import { csrfTokenIn, REQUEST_MILLISECONDS } from './calls';
import type { paths } from './generated/api';

const SAFE_METHOD = 'GET';

export type OperatorApi = Client<paths>;

export type OperatorApiOptions = {
  /** Where edge is; absent: where the page came from. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  /** The page's cookies as `document.cookie` tells them: one of them must be sent back. */
  readonly cookies: () => string;
  readonly locale: () => string;
  /** Whether numbers, MACs and addresses are asked for in full; absent: never. */
  readonly unmasked?: () => boolean;
  /** Called when a call finds that who is logged in may not do it: their role may have changed. */
  readonly onForbidden?: () => void;
  /** Called when a call finds nobody logged in. */
  readonly onLoggedOut: () => void;
};

/** Every call rejects with an ApiProblem, also where no answer came (CLIENT.OFFLINE). */
export const operatorApi = (options: OperatorApiOptions): OperatorApi => {
  const { base = '', fetch: fetchNow = fetch, cookies, locale, unmasked, onForbidden, onLoggedOut } = options;
  const client = createClient<paths>({
    baseUrl: base,
    credentials: 'same-origin',
    fetch: async (request: Request) => {
      const limit = AbortSignal.any([request.signal, AbortSignal.timeout(REQUEST_MILLISECONDS)]);
      try {
        return await fetchNow(new Request(request, { signal: limit }));
      } catch (error) {
        if (request.signal.aborted) throw error;
        throw new ApiProblem(CLIENT_CODES.offline, 0, '', '');
      }
    },
  });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set('accept-language', locale());
      if (unmasked?.()) request.headers.set('x-unmask', '1');
      const token = csrfTokenIn(cookies());
      if (request.method !== SAFE_METHOD && token !== undefined) request.headers.set('x-csrf-token', token);
      return request;
    },
    onResponse: async ({ response }) => {
      if (response.ok) return;
      const problem = await problemOf(response);
      if (problem.code === 'AUTH.OPERATOR_UNAUTHENTICATED') onLoggedOut();
      if (problem.code === 'AUTH.FORBIDDEN') onForbidden?.();
      throw problem;
    },
  });
  return client;
};

/** The answer of a call that did not reject. */
export const answerOf = async <T>(call: Promise<{ readonly data?: T }>): Promise<T> => (await call).data as T;
