// routers-file.ts — ROUTERS_FILE: the routers of the first start. Later changes are made by the API, which the file
// never overrides.
import { readFile } from 'node:fs/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { idFrom } from '@saring/kernel';
import { ConfigError, LOGGER, type Logger } from '@saring/service-kit';
import { z } from 'zod';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { Routers } from './routers';

const PLAIN_PORT = 8_728;
const TLS_PORT = 8_729;
const BITS_PER_MEGABIT = 1_000_000;

const listName = z.string().min(1).optional();
const routerEntry = z.object({
  name: z.string().min(1),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).optional(),
  tls: z.boolean().default(false),
  user: z.string().min(1),
  password: z.string(),
  site: z.string().min(1).default('main'),
  lists: z
    .object({
      active: listName,
      fup: listName,
      habis: listName,
      expired: listName,
      inactive: listName,
      blocked: listName,
    })
    .optional(),
  linkMegabitsPerSecondPerDevice: z.number().positive().optional(),
});

/** Adds the routers of the file before the fleet takes up routers. */
@Injectable()
export class RoutersFile implements OnModuleInit {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routers: Routers,
  ) {}

  async onModuleInit(): Promise<void> {
    const { ROUTERS_FILE, LINK_MEGABITS_PER_SECOND_PER_DEVICE } = this.config;
    if (!ROUTERS_FILE) return;
    const added = await importRoutersFile(this.routers, ROUTERS_FILE, LINK_MEGABITS_PER_SECOND_PER_DEVICE);
    if (added.length > 0) this.logger.info({ routers: added }, 'routers taken from ROUTERS_FILE');
  }
}

/** @returns the names that were added. @throws when the file cannot be read or is not what it should be, naming the place. */
export const importRoutersFile = async (
  routers: Routers,
  path: string,
  standardLinkMegabits: number,
): Promise<string[]> => {
  const entries = parseRoutersFile(await readFile(path, 'utf8'), path);
  const known = await routers.everNamed();
  const added: string[] = [];
  for (const { linkMegabitsPerSecondPerDevice, ...entry } of entries) {
    if (known.has(entry.name)) continue;
    await routers.add({
      ...entry,
      routerId: idFrom('router', entry.name),
      port: entry.port ?? (entry.tls ? TLS_PORT : PLAIN_PORT),
      linkBitsPerSecondPerDevice: (linkMegabitsPerSecondPerDevice ?? standardLinkMegabits) * BITS_PER_MEGABIT,
    });
    added.push(entry.name);
  }
  return added;
};

const parseRoutersFile = (text: string, path: string): z.infer<typeof routerEntry>[] => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message may quote the file, passwords and all.
    throw new ConfigError([`ROUTERS_FILE ${path} is not JSON.`]);
  }
  const parsed = z.array(routerEntry).safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(problems.map((problem) => `ROUTERS_FILE ${path}: ${problem}.`));
};
