// server-watch.ts — whether the server answers: told by every call and by the live connection, asked again until it does.
import { useSyncExternalStore } from 'react';

/** Answered by edge whoever asks; any answer of its own says that it is there. */
const PROBE = '/api/v1/operator/me';
const PROBE_EVERY_MILLISECONDS = 3_000;
const PROBE_MILLISECONDS = 5_000;
/** Of a proxy before edge; edge's own refusals are problem+json. */
const PROXY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

let awaySince: Date | null = null;
let isProbing = false;
let next: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const become = (since: Date | null): void => {
  if ((since === null) === (awaySince === null)) return;
  awaySince = since;
  for (const listen of listeners) listen();
};

const isFromEdge = ({ status, headers }: Response): boolean =>
  !PROXY_STATUSES.has(status) || (headers.get('content-type') ?? '').includes('problem+json');

const answered = (response: Response): void => {
  if (isFromEdge(response)) become(null);
  else lost();
};

const lost = (): void => {
  become(new Date());
  if (!isProbing) {
    clearTimeout(next);
    next = setTimeout(() => void askServer(), PROBE_EVERY_MILLISECONDS);
  }
};

/** Asks the server now. @returns whether it answered. */
export const askServer = async (): Promise<boolean> => {
  clearTimeout(next);
  isProbing = true;
  try {
    const signal = AbortSignal.timeout(PROBE_MILLISECONDS);
    const response = await fetch(PROBE, { cache: 'no-store', signal });
    isProbing = false;
    answered(response);
  } catch {
    isProbing = false;
    lost();
  }
  return awaySince === null;
};

const isOwnEnd = ({ signal }: Request): boolean =>
  signal.aborted && (signal.reason as Error | undefined)?.name !== 'TimeoutError';

/** fetch, watched: a call that the page itself gave up says nothing of the server. */
export const watchedFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  try {
    const response = await fetch(request);
    answered(response);
    return response;
  } catch (error) {
    if (!isOwnEnd(request)) lost();
    throw error;
  }
};

const listenTo = (listen: () => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

/** @returns since when the server does not answer; null: it does, as far as is known. */
export const useAwaySince = (): Date | null => useSyncExternalStore(listenTo, () => awaySince);
