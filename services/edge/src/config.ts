import { flag, kitConfig } from '@saring/service-kit';
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

/** What edge reads from its environment. */
export const edgeConfig = kitConfig
  .pick({ SECRETS_KEY: true, TIME_ZONE: true, TIME_ZONE_BY_SITE: true })
  .extend({
    PORT: z.coerce.number().int().min(0).max(65_535).default(9_000),
    /** The address listened on; `0.0.0.0` where phones reach it without a proxy on this machine. */
    HOST: z.string().default('127.0.0.1'),
    /** The public name of the portal, e.g. https://wifi.example.id; absent: as each request names it. */
    PUBLIC_URL: z.url().optional(),
    /** Certificate chain and key in PEM; absent: plain HTTP, for localhost or behind a proxy that has them. */
    TLS_CERT_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    /** Proxies whose X-Forwarded-For is believed. */
    TRUSTED_PROXY_CIDRS: list,
    ALLOW_WIDE_PROXY_CIDRS: flag(false),
    /** `host=site` pairs: every site has a portal name of its own. */
    SITES: list,
    /** The site of every other name. */
    DEFAULT_SITE: z.string().min(1).default('site-1'),
    /** Who runs this WiFi, and whom to ask: on every page, as on receipts. */
    BUSINESS_NAME: z.string().max(60).default('Saring WiFi'),
    BUSINESS_ADDRESS: z.string().max(160).default(''),
    BUSINESS_PHONE: z.string().max(40).default(''),
    TERMS_URL: z.url().optional(),
    PRIVACY_URL: z.url().optional(),
    PORTAL_DIST: z.string().default('dist/services/portal'),
    CONSOLE_DIST: z.string().default('dist/services/console'),
  })
  .superRefine((config, context) => {
    if ((config.TLS_CERT_FILE === undefined) !== (config.TLS_KEY_FILE === undefined))
      context.addIssue({
        code: 'custom',
        path: ['TLS_CERT_FILE'],
        message: 'and TLS_KEY_FILE need each other',
      });
    for (const cidr of config.TRUSTED_PROXY_CIDRS) {
      const problem = cidrProblem(cidr, config.ALLOW_WIDE_PROXY_CIDRS);
      if (problem)
        context.addIssue({ code: 'custom', path: ['TRUSTED_PROXY_CIDRS'], message: `${cidr} ${problem}` });
    }
    for (const pair of config.SITES)
      if (!/^[^=\s]+=[^=\s]+$/.test(pair))
        context.addIssue({ code: 'custom', path: ['SITES'], message: `${pair} is not host=site` });
  });
export type EdgeConfig = z.infer<typeof edgeConfig>;

export const EDGE_CONFIG = Symbol('EDGE_CONFIG');
