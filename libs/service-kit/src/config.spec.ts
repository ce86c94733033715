import { z } from 'zod';
import {
  ConfigError,
  flag,
  kitConfig,
  originUrl,
  parseConfig,
  readableFile,
  vendorKey,
  vendorUrl,
  webUrl,
} from '.';

const problemsOf = (schema: z.ZodType, env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(schema, env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
};

it('names every wrong setting at once, in a sentence, without its value', () => {
  const schema = kitConfig.extend({
    ...{ SIMULATORS: flag(true), PUBLIC_URL: webUrl() },
    ...{ POLL_SECONDS: z.coerce.number().positive(), PARTS: z.coerce.number().max(9) },
  });
  const problems = problemsOf(schema, {
    NATS_URL: 'nats://127.0.0.1:4222',
    SECRETS_KEY: 'too-short-a-secret',
    TIME_ZONE: 'Jakarta',
    POSTGRES_POOL_MAX: 'six',
    STREAMS_BYTES: '5',
    SIMULATORS: 'yes',
    PUBLIC_URL: 'wifi',
    POLL_SECONDS: '0',
    PARTS: '10',
  });
  expect([...problems].sort()).toEqual([
    'DATABASE_URL is not set.',
    'PARTS must be at most 9.',
    'POLL_SECONDS must be more than 0.',
    'POSTGRES_POOL_MAX is not a number.',
    'PUBLIC_URL is not a web address (http or https), e.g. https://wifi.example.id.',
    'SECRETS_KEY needs at least 32 characters.',
    'SIMULATORS must be one of 0, 1, on, off, true, false.',
    'STREAMS_BYTES must be at least 67108864.',
    'TIME_ZONE is not a time zone, e.g. Asia/Jakarta.',
  ]);
});

it.each([
  ['javascript:alert(1)', false, false],
  ['ftp://wifi.example.id', false, false],
  ['data:text/html,x', false, false],
  ['file:///etc/passwd', false, false],
  ['//wifi.example.id', false, false],
  ['http://wifi.example.id', true, false],
  ['https://wifi.example.id/syarat', true, true],
  ['http://127.0.0.1:9001', true, true],
])('%s: a link %s, an address for a token %s', (url, isLink, isVendor) => {
  expect(webUrl().safeParse(url).success).toBe(isLink);
  expect(vendorUrl().safeParse(url).success).toBe(isVendor);
});

it('names a file that is not there', () =>
  expect(problemsOf(z.object({ LOGO: readableFile() }), { LOGO: '/nowhere/logo.png' })).toEqual([
    'LOGO names a file that is not there or cannot be read.',
  ]));

it.each([
  ['https://wifi.example.id', true],
  ['http://192.168.88.2:9000/', true],
  ['https://wifi.example.id/portal', false],
  ['https://wifi.example.id/../x?y#z', false],
  ['https://me@wifi.example.id', false],
])('%s begins links: %p', (url, isOrigin) => expect(originUrl().safeParse(url).success).toBe(isOrigin));

it('a key of a vendor has only what a header of HTTP takes', () => {
  expect(vendorKey().safeParse('SB-Mid-server-x_1+/=').success).toBe(true);
  for (const key of ['é漢', 'two words', 'line\nend']) expect(vendorKey().safeParse(key).success).toBe(false);
});
