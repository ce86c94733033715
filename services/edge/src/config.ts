import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { MEASURES } from '@saring/kernel';
import { flag, fromNextStart, kitConfig, ofSites, originUrl, webUrl } from '@saring/service-kit';
import { z } from 'zod';
import { cidrProblem } from './http/client-address';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  );

const ALWAYS = { when: () => true };

type TlsFiles = { readonly TLS_CERT_FILE?: string | undefined; readonly TLS_KEY_FILE?: string | undefined };

/** Files that are not there yet are waited for (readiness says so); those that are there must be a pair. */
const tlsProblem = ({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key }: TlsFiles): string | null => {
  if ((cert === undefined) !== (key === undefined)) return 'and TLS_KEY_FILE need each other';
  if (!cert || !key || !existsSync(cert) || !existsSync(key)) return null;
  try {
    createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) });
    return null;
  } catch {
    return 'and TLS_KEY_FILE are no certificate and key of each other in PEM, or cannot be read';
  }
};

const SITE_PAIR = /^[^=\s]+=[^=\s]+$/;
const NO_SITES: ReadonlySet<string> = new Set(['null', 'undefined', 'nan']);
/** `rw06.localhost` stays: on one machine, sites are tried out with it. */
const OWN_HOSTS = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?)(?::\d+)?$/i;
const SITE_FORM = 'must be 1 to 32 small letters, digits or dashes, begin and end with a letter or a digit';

/** The environment of edge. */
export const edgeConfig = kitConfig
  .pick({ SECRETS_KEY: true, TIME_ZONE: true, TIME_ZONE_BY_SITE: true })
  .extend({
    PORT: z.coerce.number().int().min(0).max(65_535).default(9_000),
    /** The address listened on; `0.0.0.0` where phones reach it without a proxy on this machine. */
    HOST: z.string().default('127.0.0.1'),
    /** Where routers lead the plain HTTP of suspended lines; absent: nowhere. */
    NOTICE_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    /** The public name of the portal, e.g. https://wifi.example.id; absent: as each request names it. */
    PUBLIC_URL: fromNextStart(originUrl().optional()),
    /** Certificate chain and key in PEM; absent: plain HTTP, for localhost or behind a proxy that has them. */
    TLS_CERT_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    /** Proxies whose X-Forwarded-For is believed. */
    TRUSTED_PROXY_CIDRS: list,
    ALLOW_WIDE_PROXY_CIDRS: flag(false),
    /** `host=site` pairs: every site has a portal name of its own. */
    SITES: fromNextStart(list),
    /** The site of every other name. */
    DEFAULT_SITE: fromNextStart(z.string().regex(MEASURES.site.pattern, SITE_FORM).default('site-1')),
    /** The operator of this WiFi and the contact: on every page, as on receipts. */
    BUSINESS_NAME: ofSites(z.string().max(60).default('Saring WiFi')),
    BUSINESS_ADDRESS: ofSites(z.string().max(160).default('')),
    BUSINESS_PHONE: ofSites(z.string().max(40).default('')),
    TERMS_URL: ofSites(webUrl().optional()),
    PRIVACY_URL: ofSites(webUrl().optional()),
    PORTAL_DIST: z.string().default('dist/services/portal'),
    CONSOLE_DIST: z.string().default('dist/services/console'),
  })
  // Whatever else is wrong: every problem is named at the same start.
  .superRefine((config, context) => {
    const add = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    const tls = tlsProblem(config);
    if (tls) add('TLS_CERT_FILE', tls);
    for (const cidr of config.TRUSTED_PROXY_CIDRS) {
      const problem = cidrProblem(cidr, config.ALLOW_WIDE_PROXY_CIDRS);
      if (problem) add('TRUSTED_PROXY_CIDRS', `names ${cidr}, which ${problem}`);
    }
    for (const pair of config.SITES) {
      const [host = '', site = ''] = pair.split('=');
      if (!SITE_PAIR.test(pair)) add('SITES', `names ${pair}, which is not host=site`);
      else if (!MEASURES.site.pattern.test(site)) add('SITES', `names ${pair}, whose site ${SITE_FORM}`);
      else if (NO_SITES.has(site))
        add('SITES', `names ${pair}, whose site is what a program writes for none`);
      else if (OWN_HOSTS.test(host)) add('SITES', `names ${pair}, whose host every machine is to itself`);
    }
  }, ALWAYS);
export type EdgeConfig = z.infer<typeof edgeConfig>;

export const EDGE_CONFIG = Symbol('EDGE_CONFIG');
