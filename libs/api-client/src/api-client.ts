import { ApiProblem, CLIENT_CODES, problemOf } from './api-problem';
import { csrfTokenIn, REQUEST_MILLISECONDS } from './calls';
import type {
  Access,
  Challenge,
  Delivery,
  Devices,
  DeviceStanding,
  Me,
  Newcomer,
  OwnLines,
  Quota,
  Session,
  SiteProfile,
  StatementPage,
  UsageDay,
} from './subscriber-views';

export type ApiClientOptions = {
  /** Where edge is; empty: where the page came from. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  /** The page's cookies as `document.cookie` tells them: one of them must be sent back. */
  readonly cookies: () => string;
  /** The language of problems and of messages sent out: id, en. */
  readonly locale: () => string;
};

/** To take the device from another number; to put out one of the own devices; whose account an old number's is. */
export type Consent = {
  readonly moveDevice?: true;
  readonly evictDeviceId?: string;
  readonly accountAnswer?: 'mine' | 'afresh';
};

/** The codes of a change of number: one went to the present number, one to the new one. */
export type PhoneChange = { readonly current: Challenge; readonly next: Challenge };

export type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: object;
  /** A picture in place of a body. */
  readonly file?: Blob;
  /** Makes a command harmless to repeat. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

const query = (fields: Readonly<Record<string, string | number | undefined>>): string => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
};

/**
 * edge's REST interface for a subscriber. Every method rejects with an ApiProblem, also where no answer came
 * (CLIENT.OFFLINE); an aborted call rejects as fetch does. An access token that has run out is renewed once, unseen.
 */
export class ApiClient {
  private refreshing: Promise<Session> | null = null;

  constructor(private readonly options: ApiClientOptions) {}

  /** Sends a code to a phone number in any usual spelling. */
  requestOtp(phone: string, signal?: AbortSignal): Promise<Challenge> {
    // The message speaks the language of the address: cookies may be lost in a captive browser.
    const path = `auth/otp${query({ lang: this.options.locale() })}`;
    return this.send(path, { method: 'POST', body: { phone }, signal });
  }

  /** @param consent what AUTH.DEVICE_OF_ANOTHER, AUTH.DEVICES_ONLINE or AUTH.NUMBER_SILENT asked for. */
  verifyOtp(challengeId: string, code: string, consent: Consent = {}): Promise<Session> {
    return this.verify({ challengeId }, code, consent);
  }

  /** For a code whose challenge the page forgot: the newest that this device asked for to the number. */
  verifyOtpOf(phone: string, code: string, consent: Consent = {}): Promise<Session> {
    return this.verify({ phone }, code, consent);
  }

  /** Whether a code has left. */
  otpState(challengeId: string, signal?: AbortSignal): Promise<{ readonly delivery: Delivery }> {
    return this.send(`auth/otp/${encodeURIComponent(challengeId)}`, { signal });
  }

  private verify(of: object, code: string, consent: Consent): Promise<Session> {
    const body = { ...of, code, ...consent };
    return this.send('auth/otp/verify', { method: 'POST', body });
  }

  /** Renews the session, and learns which device it runs on; calls at the same time share one renewal. */
  refresh(): Promise<Session> {
    this.refreshing ??= this.send<Session>('auth/refresh', { method: 'POST', body: {} }).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** Lets this device take the place of the session's, whose MAC has changed. */
  replaceDevice(): Promise<Session> {
    return this.send('auth/refresh', { method: 'POST', body: { replaceDevice: true } });
  }

  site(signal?: AbortSignal): Promise<SiteProfile> {
    return this.send(`site${query({ lang: this.options.locale() })}`, { signal });
  }

  logout(): Promise<void> {
    return this.send('auth/logout', { method: 'POST', body: {} });
  }

  me(signal?: AbortSignal): Promise<Me> {
    return this.asSubscriber('me', { signal });
  }

  changeMe(change: { readonly name?: string; readonly locale?: string }): Promise<void> {
    return this.asSubscriber('me', { method: 'PATCH', body: change });
  }

  quota(signal?: AbortSignal): Promise<Quota> {
    return this.asSubscriber('me/quota', { signal });
  }

  access(signal?: AbortSignal): Promise<Access> {
    return this.asSubscriber('me/access', { signal });
  }

  /** Newest first. @param page `cursor`: nextCursor of the page before, or statementCursorAt. */
  statement(
    page: { readonly limit?: number; readonly cursor?: string },
    signal?: AbortSignal,
  ): Promise<StatementPage> {
    return this.asSubscriber(`me/statement${query(page)}`, { signal });
  }

  /** By device and day. @param from @param to the site's dates, yyyy-mm-dd, inclusive. */
  async usage(from: string, to: string, signal?: AbortSignal): Promise<readonly UsageDay[]> {
    const path = `me/usage${query({ from, to })}`;
    return (await this.asSubscriber<{ items: readonly UsageDay[] }>(path, { signal })).items;
  }

  devices(signal?: AbortSignal): Promise<Devices> {
    return this.asSubscriber<Devices>('me/devices', { signal });
  }

  /** The PPPoE lines, each with its session. */
  lines(): Promise<OwnLines> {
    return this.asSubscriber('me/lines', {});
  }

  /** Sends a code to the present number and to the new one. */
  requestPhoneChange(phone: string): Promise<PhoneChange> {
    return this.asSubscriber('me/phone', { method: 'POST', body: { phone } });
  }

  /** A wrong code is AUTH.OTP_WRONG with `which`: current or next. */
  confirmPhoneChange(
    { current, next }: PhoneChange,
    codes: { readonly currentCode: string; readonly nextCode: string },
  ): Promise<{ readonly phone: string }> {
    const ids = { currentChallengeId: current.challengeId, nextChallengeId: next.challengeId };
    return this.asSubscriber('me/phone/confirm', { method: 'POST', body: { ...ids, ...codes } });
  }

  /** Devices without a browser that were just switched on. Five searches a day. */
  async newcomers(): Promise<readonly Newcomer[]> {
    return (await this.asSubscriber<{ items: readonly Newcomer[] }>('me/devices/newcomers', {})).items;
  }

  /** @param replaces one of the choices of AUTH.DEVICES_FULL, given up for it. */
  async addDevice(found: string, label: string, replaces?: string): Promise<void> {
    await this.asSubscriber('me/devices', { method: 'POST', body: { found, label, replaces } });
  }

  async labelDevice(deviceId: string, label: string): Promise<void> {
    await this.asSubscriber(`me/devices/${deviceId}`, { method: 'PATCH', body: { label } });
  }

  removeDevice(deviceId: string): Promise<void> {
    return this.asSubscriber(`me/devices/${deviceId}`, { method: 'DELETE' });
  }

  /** The state of this device without a login. */
  deviceStanding(signal?: AbortSignal): Promise<DeviceStanding> {
    return this.send('device', { signal });
  }

  /** "Not mine": takes this device off the account that it was added to. */
  disownDevice(): Promise<void> {
    return this.send('device/disown', { method: 'POST', body: {} });
  }

  /** @returns where the browser must go, so that the router sees which device it is. */
  async startPossession(loginUrlHint: string): Promise<string> {
    const body = loginUrlHint === '' ? {} : { loginUrlHint };
    return (await this.send<{ loginUrl: string }>('possession', { method: 'POST', body })).loginUrl;
  }

  /** Any other route of edge, e.g. by ShopClient; a session that has run out is renewed as for all. */
  async asSubscriber<T>(path: string, call: Call): Promise<T> {
    try {
      return await this.send<T>(path, call);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.isLoggedOut)) throw error;
      await this.refresh();
      return this.send<T>(path, call);
    }
  }

  /** For requests that need no session. */
  async send<T>(path: string, call: Call): Promise<T> {
    const { method = 'GET', body, file, signal } = call;
    const { base = '', fetch: fetchNow = fetch, locale } = this.options;
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), REQUEST_MILLISECONDS);
    const abort = () => timeout.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    try {
      const response = await fetchNow(`${base}/api/v1/${path}`, {
        method,
        signal: timeout.signal,
        credentials: 'same-origin',
        headers: { accept: 'application/json', 'accept-language': locale(), ...this.changeHeaders(call) },
        ...(file ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return await read<T>(response);
    } catch (error) {
      if (error instanceof ApiProblem || signal?.aborted) throw error;
      throw new ApiProblem(CLIENT_CODES.offline, 0, '', '');
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  private changeHeaders({ method = 'GET', body, file, idempotencyKey }: Call): Record<string, string> {
    if (method === 'GET') return {};
    const token = csrfTokenIn(this.options.cookies());
    return {
      // JSON that is empty would be refused.
      ...(file || body !== undefined ? { 'content-type': file?.type ?? 'application/json' } : {}),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(token === undefined ? {} : { 'x-csrf-token': token }),
    };
  }
}

const NO_CONTENT = 204;

const read = async <T>(response: Response): Promise<T> => {
  if (!response.ok) throw await problemOf(response);
  if (response.status === NO_CONTENT) return undefined as T;
  const body = await response.text();
  try {
    return JSON.parse(body) as T;
  } catch {
    // Before login a router may answer for edge with its own page.
    throw new ApiProblem(CLIENT_CODES.strange, response.status, '', '');
  }
};

/** A place in the statement by time alone: what is older than `instant` follows it. */
export const statementCursorAt = (instant: Date): string => `${instant.toISOString()}|`;
