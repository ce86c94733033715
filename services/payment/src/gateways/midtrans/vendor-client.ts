// vendor-client.ts — midtrans-client behind an edge that closes its holes: base
// URL, time-out, retries, fixed-shape ids in URLs, and errors whose inspection would print the server key.
import { sleep, isOrderNumber } from '@saring/kernel';
import { CoreApi, Snap } from 'midtrans-client';

/** Asked again when the network or the vendor failed, for what changes nothing. Charges are never repeated blindly. */
const STATUS_TRIES = 2;
const RETRY_PAUSE_MILLISECONDS = 150;
const LONGEST_ANSWER_BYTES = 256 * 1024;
const LONGEST_REASON = 120;
/** The code of axios for a request that timed out. */
export const TIMED_OUT = 'ERR_CANCELED';
export const UNREADABLE = 'unreadable answer';
/** No order has it: `SRG-probe-` is followed by what comes of a hash. */
const PROBE_NUMBER = 'SRG-probe-AAAAAAAAAAAAAAAAAAAA';

export type VendorSettings = {
  readonly serverKey: string;
  readonly clientKey: string;
  readonly coreBaseUrl: string;
  /** Of the vendor's other environment; null: the address is none of the vendor's own. */
  readonly otherCoreBaseUrl: string | null;
  readonly snapBaseUrl: string;
  readonly timeoutMilliseconds: number;
  readonly qrisAcquirer: string;
};

export type VendorBody = Readonly<Record<string, unknown>>;

/** `code` is the vendor's status_code or the HTTP status; `failed`: no answer, so the effect is unknown. */
export type VendorAnswer =
  | { readonly kind: 'ok'; readonly body: VendorBody }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

type SdkError = { httpStatusCode?: unknown; ApiResponse?: unknown; rawHttpClientData?: { code?: unknown } };

export const bodyOf = (value: unknown): VendorBody =>
  typeof value === 'object' && value !== null ? (value as VendorBody) : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The vendor's own words, short, in one line and without long digits: some of its messages repeat what was sent. */
const messageOf = (response: VendorBody): string => {
  const list = response['error_messages'] ?? response['validation_messages'];
  const words = Array.isArray(list) ? textOf(list[0]) : textOf(response['status_message']);
  return words
    .replace(/[\r\n]+/g, ' ')
    .replace(/\d{6,}/g, '[digits]')
    .slice(0, LONGEST_REASON);
};

/** An error of the SDK holds the request with the key: only its code and the vendor's words leave this function. */
const answerOfError = (error: unknown): VendorAnswer => {
  const { httpStatusCode, ApiResponse, rawHttpClientData } = bodyOf(error) as SdkError;
  const code = Number(httpStatusCode ?? NaN);
  if (Number.isInteger(code) && code >= 400)
    return { kind: 'error', code, message: messageOf(bodyOf(ApiResponse)) };
  const network = textOf(rawHttpClientData?.code);
  return { kind: 'failed', message: /^[A-Z_]{3,40}$/.test(network) ? network : 'no answer' };
};

/**
 * A 2xx that is none of the vendor's own, as a captive proxy or a CDN sends it, is no answer: nobody knows what was
 * done. @param isAnswer whether a body is one that the vendor gives.
 */
const asked = async (
  request: Promise<unknown>,
  isAnswer: (body: VendorBody) => boolean,
): Promise<VendorAnswer> => {
  try {
    const body = bodyOf(await request);
    const code = Number(body['status_code'] ?? 200);
    if (!isAnswer(body)) return { kind: 'failed', message: UNREADABLE };
    return code >= 400 && code !== 407
      ? { kind: 'error', code, message: messageOf(body) }
      : { kind: 'ok', body };
  } catch (error) {
    return answerOfError(error);
  }
};

const isCoreAnswer = (body: VendorBody): boolean => /^[2-5]\d\d$/.test(textOf(body['status_code']));
const isSnapAnswer = (body: VendorBody): boolean =>
  textOf(body['token']) !== '' || Array.isArray(body['error_messages']);

/** No fault of the order: too many requests, the vendor's own failure, or keys that an operator has to put right. */
const PASSING_CODES = [401, 403, 429];

/** Whether asking again may help. */
export const isPassing = (answer: VendorAnswer): boolean =>
  answer.kind === 'failed' ||
  (answer.kind === 'error' && (PASSING_CODES.includes(answer.code) || answer.code >= 500));

const TRANSACTION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isTransactionId = (text: string): boolean => TRANSACTION_ID.test(text);

const pathId = (id: string): string => {
  // The SDK puts ids into paths as they are.
  if (!isOrderNumber(id) && !isTransactionId(id))
    throw new Error('an order number of a foreign shape must not reach a URL');
  return id;
};

export class VendorClient {
  // Private by the language: `inspect` of whatever holds this shows no key.
  readonly #core: CoreApi;
  readonly #snap: Snap;

  constructor(settings: VendorSettings) {
    const { serverKey, clientKey, coreBaseUrl, snapBaseUrl, timeoutMilliseconds } = settings;
    const options = { isProduction: false, serverKey, clientKey };
    this.#core = new CoreApi(options);
    this.#snap = new Snap(options);
    for (const client of [this.#core, this.#snap]) {
      client.apiConfig.getCoreApiBaseUrl = () => coreBaseUrl;
      client.apiConfig.getSnapApiBaseUrl = () => snapBaseUrl;
      // axios' own time-out counts silence only: an answer that drips would hold its caller for ever.
      client.httpClient.http_client.interceptors.request.use((request) => ({
        ...request,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      }));
      Object.assign(client.httpClient.http_client.defaults, {
        maxRedirects: 0,
        maxContentLength: LONGEST_ANSWER_BYTES,
      });
    }
  }

  charge(body: VendorBody): Promise<VendorAnswer> {
    return asked(this.#core.charge({ ...body }), isCoreAnswer);
  }

  createSnap(body: VendorBody): Promise<VendorAnswer> {
    return asked(this.#snap.createTransaction({ ...body }), isSnapAnswer);
  }

  /** The status of an order that is none, asked once: the vendor looks at the key before it looks for the order. */
  probe(): Promise<VendorAnswer> {
    return asked(this.#core.transaction.status(pathId(PROBE_NUMBER)), isCoreAnswer);
  }

  /** @param id our order number, or the vendor's id of one transaction. */
  async status(id: string): Promise<VendorAnswer> {
    const path = pathId(id);
    for (let tries = 1; ; tries += 1) {
      const answer = await asked(this.#core.transaction.status(path), isCoreAnswer);
      // One that took its whole time is not waited for twice.
      if (answer.kind === 'failed' && answer.message === TIMED_OUT) return answer;
      if (!isPassing(answer) || tries >= STATUS_TRIES) return answer;
      await sleep(RETRY_PAUSE_MILLISECONDS);
    }
  }

  cancel(orderNumber: string): Promise<VendorAnswer> {
    return asked(this.#core.transaction.cancel(pathId(orderNumber)), isCoreAnswer);
  }

  expire(orderNumber: string): Promise<VendorAnswer> {
    return asked(this.#core.transaction.expire(pathId(orderNumber)), isCoreAnswer);
  }

  refund(id: string, body: VendorBody): Promise<VendorAnswer> {
    return asked(this.#core.transaction.refund(pathId(id), { ...body }), isCoreAnswer);
  }
}
