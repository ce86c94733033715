import { Inject, Injectable } from '@nestjs/common';
import { chooseLocale, DEFAULT_LOCALE, type Locale } from '@saring/i18n';
import type { FastifyRequest } from 'fastify';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { countedAddress, TrustedProxies } from './client-address';
import { cookieOf, COOKIES } from './cookies';

export type RequestContext = {
  readonly site: string;
  /** Of the client, not of a proxy. */
  readonly address: string;
  /** The key that limits count: the address, or its /64. */
  readonly addressKey: string;
  /** `https://host:port` as the browser names it: to compare an Origin with, never to give out. */
  readonly origin: string;
  /** The origin that may be given out as ours: a configured name, or where the request arrived (`Host` alone proves nothing). */
  readonly publicOrigin: string;
  readonly isSecure: boolean;
  /** localhost and its subdomains: cookies may travel without TLS there. */
  readonly isLocal: boolean;
  /** The chosen language, else Indonesian: for pages and messages. */
  readonly locale: Locale;
  /** The chosen language, else the client's preference: for errors of the API. */
  readonly errorLocale: Locale;
};

/** Names of this machine that no other can use. */
export const LOCAL_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const HOST = /^[a-z0-9._-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i;

/** The context of a request for all of edge, worked out once. */
@Injectable()
export class RequestContexts {
  private readonly known = new WeakMap<FastifyRequest, RequestContext>();
  private readonly proxies: TrustedProxies;
  private readonly siteOfHost: ReadonlyMap<string, string>;

  constructor(@Inject(EDGE_CONFIG) private readonly config: EdgeConfig) {
    this.proxies = new TrustedProxies(config.TRUSTED_PROXY_CIDRS);
    this.siteOfHost = new Map(config.SITES.map((pair) => pair.split('=') as [string, string]));
  }

  of(request: FastifyRequest): RequestContext {
    const known = this.known.get(request);
    if (known) return known;
    const context = this.read(request);
    this.known.set(request, context);
    return context;
  }

  /** Where the phones of a site find the portal: its own name, else the name of all, else where the request arrived. */
  originOf(site: string, request: FastifyRequest): string {
    const { isSecure, publicOrigin } = this.of(request);
    const host = [...this.siteOfHost].find(([, one]) => one === site)?.[0];
    const { PUBLIC_URL } = this.config;
    if (host === undefined) return PUBLIC_URL?.replace(/\/$/, '') ?? publicOrigin;
    return `${isSecure || PUBLIC_URL?.startsWith('https:') ? 'https' : 'http'}://${host}`;
  }

  private read(request: FastifyRequest): RequestContext {
    const peer = request.socket.remoteAddress ?? '';
    const given = (request.headers.host ?? '').toLowerCase();
    const host = HOST.test(given) ? given : 'localhost';
    const forwardedProtocol = this.proxies.trusts(peer) ? header(request, 'x-forwarded-proto') : undefined;
    const isSecure = (forwardedProtocol ?? request.protocol) === 'https';
    const site = this.siteOfHost.get(host) ?? this.siteOfHost.get(host.replace(/:\d+$/, ''));
    const isLocal = LOCAL_HOST.test(host);
    const origin = `${isSecure ? 'https' : 'http'}://${host}`;
    const address = this.proxies.clientOf(peer, header(request, 'x-forwarded-for'));
    const isConfigured = site !== undefined || isLocal;
    return {
      site: site ?? this.config.DEFAULT_SITE,
      address,
      addressKey: countedAddress(address),
      origin,
      publicOrigin: isConfigured ? origin : (this.config.PUBLIC_URL ?? ownOrigin(request)).replace(/\/$/, ''),
      isSecure,
      isLocal,
      locale: localeOf(request),
      errorLocale: chosenLocale(request) ?? chooseLocale(request.headers['accept-language']),
    };
  }
}

/** The socket's own end: true whatever the request says of itself. */
const ownOrigin = ({ protocol, socket }: FastifyRequest): string => {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return `${protocol}://${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 0}`;
};

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

/** The chosen language, else Indonesian. */
export const localeOf = (request: FastifyRequest): Locale => chosenLocale(request) ?? DEFAULT_LOCALE;

/** By ?lang, or by the switch before. */
const chosenLocale = (request: FastifyRequest): Locale | null => {
  const { lang } = request.query as { lang?: unknown };
  const chosen = typeof lang === 'string' ? lang : cookieOf(request, COOKIES.locale);
  return chosen === undefined ? null : chooseLocale(chosen);
};
