import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** `'sha256-…'` of the content of an inline element, for a Content-Security-Policy. */
export const cspHash = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

type PageSources = {
  readonly scriptHashes: readonly string[];
  readonly styleHashes: readonly string[];
};

/** Nothing of anyone else, nothing inline but what is named by its hash. */
export const contentSecurityPolicy = ({ scriptHashes, styleHashes }: PageSources): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scriptHashes].join(' '),
    ["style-src 'self'", ...styleHashes].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const PLAIN_POLICY = contentSecurityPolicy({ scriptHashes: [], styleHashes: [] });
const HSTS_SECONDS = 31_536_000;

/** The headers of every answer; a page replaces the policy by its own. */
export const setSecurityHeaders = (reply: FastifyReply, isSecure: boolean): void => {
  void reply.headers({
    'content-security-policy': PLAIN_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // `no-referrer` would make browsers post `Origin: null` (domain.md).
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(isSecure ? { 'strict-transport-security': `max-age=${HSTS_SECONDS}` } : {}),
  });
};
