// compose.ts — docker-compose.yml as docker-compose reads it: its anchors, its variables, and the words that it knows.
import { parse } from 'yaml';
import { z } from 'zod';

const duration = z.string().regex(/^(?:\d+(?:ms|s|m|h))+$/);
const restart = z.enum(['no', 'always', 'on-failure', 'unless-stopped']);

/** The words of the Compose specification that we use, and no other: docker-compose 1.29 of Debian knows them all. */
const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  restart,
  stop_grace_period: duration.optional(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.enum(['service_started', 'service_healthy']) }))
    .optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  healthcheck: z.strictObject({
    test: z.array(z.string()).min(2),
    interval: duration,
    timeout: duration,
    retries: z.number().int().min(1),
    start_period: duration.optional(),
  }),
  ports: z.array(z.string().regex(/^(?:[\d.]+:)?\d+:\d+$/)).optional(),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(?::ro)?$/)).optional(),
  networks: z.array(z.string()),
});
export type ComposeService = z.infer<typeof service>;

const file = z.strictObject({
  version: z.literal('3.8'),
  'x-service': z.unknown(),
  'x-settings': z.unknown(),
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
});

type Environment = Readonly<Record<string, string>>;

const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** @throws where a required variable is not set, with the sentence that stands there. */
const interpolate = (text: string, env: Environment): string =>
  text.replace(VARIABLE, (_, name: string, kind: string | undefined, words: string | undefined) => {
    const value = env[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name}: ${words}`);
    return kind === '-' ? (words ?? '') : '';
  });

const interpolateAll = (value: unknown, env: Environment): unknown => {
  if (typeof value === 'string') return interpolate(value, env);
  if (Array.isArray(value)) return value.map((one: unknown) => interpolateAll(one, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, interpolateAll(one, env)]));
};

type Compose = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly faults: readonly string[];
};

/** @param env of `.env`. @returns what stands there with its variables filled in, and each word or name that is wrong. */
export const readCompose = (text: string, env: Environment): Compose => {
  const read = file.safeParse(interpolateAll(parse(text, { merge: true }), env));
  if (!read.success)
    return {
      services: {},
      faults: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  const { services, networks, volumes } = read.data;
  const faults = Object.entries(services).flatMap(([name, one]) => [
    ...one.networks
      .filter((network) => !(network in networks))
      .map((network) => `${name} is in ${network}, which is no network`),
    ...Object.keys(one.depends_on ?? {})
      .filter((other) => !(other in services))
      .map((other) => `${name} waits for ${other}, which is no service`),
    ...(one.volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => !source.startsWith('.') && !(source in volumes))
      .map((source) => `${name} mounts ${source}, which is no volume`),
  ]);
  return { services, faults };
};
