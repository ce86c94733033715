// network.ts — what a plugin may call: the hosts of its manifest and of the operator's settings, by TLS, within limits.
import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { z } from 'zod';
import type { SandboxLimits } from './limits';
import { isPrivateAddress } from './private-addresses';

type Address = { readonly address: string; readonly family: number };
export type ResolveHost = (host: string) => Promise<readonly Address[]>;

export type NetworkRules = {
  /** Names of the manifest: port 443 of each. */
  readonly hosts: readonly string[];
  /** `host` or `host:port` of addresses that the operator has set for this plugin. */
  readonly setHosts: readonly string[];
  /** `host` or `host:port` that may be in a private network and speak without TLS: the operator's own, and tests. */
  readonly privateHosts: readonly string[];
  readonly resolve?: ResolveHost;
};

const part = z.union([z.string().max(4_096), z.strictObject({ secret: z.string().max(40) })]);
type Part = z.infer<typeof part>;
const headerName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/);
const headerValue = z.union([part, z.array(part).max(8), z.strictObject({ basic: z.tuple([part, part]) })]);
const requestSchema = z.object({
  url: z.string().max(2_048),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  headers: z.record(headerName, headerValue).default({}),
  body: z.string().optional(),
});

/** Ours to set, or dangerous in a request of ours. */
const OWN_HEADERS =
  /^(host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|proxy-.*|cookie)$/i;
const MOST_HEADER_CHARACTERS = 8_192;
const SAFE_VALUE = /^[\t\x20-\x7e]*$/;

const systemResolve: ResolveHost = (host) => systemLookup(host, { all: true });

export class PluginNetwork {
  /** Something was sent to a vendor. */
  hasCalled = false;
  private receivedBytes = 0;
  readonly #secrets: Readonly<Record<string, string>>;

  constructor(
    private readonly rules: NetworkRules,
    secrets: Readonly<Record<string, string>>,
    private readonly limits: SandboxLimits,
    private readonly signal: AbortSignal,
  ) {
    this.#secrets = secrets;
  }

  /**
   * A redirect is not followed: the plugin gets it as the answer that it is.
   * @returns the answer as JSON. @throws Error whose message is a word for the plugin.
   */
  async fetch(text: string): Promise<string> {
    const parsed = requestSchema.safeParse(jsonOf(text));
    if (!parsed.success) throw new Error('the request is not understood');
    const { method, body } = parsed.data;
    const url = this.allowed(parsed.data.url);
    const headers = this.headersOf(parsed.data.headers);
    const isPrivateAllowed = this.rules.privateHosts.includes(url.host);
    const address = await this.addressOf(url, isPrivateAllowed);
    this.signal.throwIfAborted();
    this.hasCalled = true;
    const timeout = AbortSignal.timeout(this.limits.fetchMilliseconds);
    const options: RequestOptions = {
      method,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'saring', ...headers },
      signal: AbortSignal.any([this.signal, timeout]),
      agent: false,
      // The address that was looked at is the one that is called: a name cannot change its mind in between.
      lookup: pinned(address),
    };
    try {
      return await this.exchange(url, options, body);
    } catch (error) {
      if (error instanceof NetworkRefusal) throw error;
      throw new Error(timeout.aborted ? 'timed out' : 'no answer');
    }
  }

  private allowed(text: string): URL {
    const url = URL.parse(text);
    if (!url || url.username !== '' || url.password !== '')
      throw new NetworkRefusal('the address is not allowed');
    const isPrivateHost = this.rules.privateHosts.includes(url.host);
    const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && isPrivateHost);
    const isManifests = this.rules.hosts.includes(url.hostname) && url.port === '';
    if (!isSecure || !(isManifests || this.rules.setHosts.includes(url.host)))
      throw new NetworkRefusal('the address is not allowed');
    return url;
  }

  private async addressOf(url: URL, isPrivateAllowed: boolean): Promise<Address> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await this.resolved(host);
    const isRefused = !isPrivateAllowed && addresses.some(({ address }) => isPrivateAddress(address));
    const [first] = addresses;
    if (!first || isRefused) throw new NetworkRefusal(first ? 'the address is private' : 'no answer');
    return first;
  }

  private async resolved(host: string): Promise<readonly Address[]> {
    try {
      return await (this.rules.resolve ?? systemResolve)(host);
    } catch {
      // A name without an address is a vendor that does not answer; which of the two says nothing to the plugin.
      throw new NetworkRefusal('no answer');
    }
  }

  private headersOf(given: z.infer<typeof requestSchema>['headers']): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) {
      if (OWN_HEADERS.test(name)) throw new NetworkRefusal('a header is not allowed');
      headers[name.toLowerCase()] = this.valueOf(value);
    }
    const size = Object.values(headers).reduce((sum, value) => sum + value.length, 0);
    if (size > MOST_HEADER_CHARACTERS || !Object.values(headers).every((value) => SAFE_VALUE.test(value)))
      throw new NetworkRefusal('a header is not allowed');
    return headers;
  }

  private valueOf(value: z.infer<typeof headerValue>): string {
    if (typeof value === 'object' && 'basic' in value) {
      const [user, password] = value.basic.map((one) => this.textOf(one));
      return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    }
    return Array.isArray(value) ? value.map((one) => this.textOf(one)).join('') : this.textOf(value);
  }

  private textOf(value: Part): string {
    if (typeof value === 'string') return value;
    const secret = Object.hasOwn(this.#secrets, value.secret) ? this.#secrets[value.secret] : undefined;
    if (secret === undefined) throw new NetworkRefusal('no such secret');
    return secret;
  }

  private exchange(url: URL, options: RequestOptions, body: string | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = send(url, options, (response) => {
        this.take(response).then(resolve, (error: Error) => {
          request.destroy();
          reject(error);
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  private async take(response: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      this.receivedBytes += chunk.byteLength;
      if (bytes > this.limits.responseBytes || this.receivedBytes > this.limits.allResponseBytes)
        throw new NetworkRefusal('the answer is too large');
      parts.push(chunk);
    }
    const { statusCode: status = 0, headers } = response;
    const shown = Object.fromEntries(
      Object.entries(headers).filter(([name, value]) => name !== 'set-cookie' && typeof value === 'string'),
    );
    return JSON.stringify({ status, headers: shown, body: Buffer.concat(parts).toString('utf8') });
  }
}

class NetworkRefusal extends Error {}

const pinned =
  ({ address, family }: Address): LookupFunction =>
  (_host, options, callback) => {
    if (options.all) (callback as (error: null, all: Address[]) => void)(null, [{ address, family }]);
    else callback(null, address, family);
  };

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
