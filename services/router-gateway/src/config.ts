// config.ts — the environment of router-gateway.
import { atOnce, flag, fromNextStart, kitConfig, originUrl, readableFile } from '@saring/service-kit';
import { z } from 'zod';
import { gardenFault, MOST_GARDEN_HOSTS, PAYMENT_HOSTS } from './domain/garden';

const positive = z.coerce.number().positive();

const splitHosts = (text: string): string[] =>
  text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');

export const gatewayConfig = kitConfig.pick({ TIME_ZONE: true, TIME_ZONE_BY_SITE: true }).extend({
  /** JSON of routers to know from the first start on: `[{name, host, port, tls, user, password, site}]`. */
  ROUTERS_FILE: readableFile().optional(),
  SECRETS_KEY: z.string().min(32),
  /** How often a router's host table is read. What flows between the last reading and a row's removal is lost. */
  POLL_SECONDS: atOnce(positive.min(0.1).max(3_600).default(30)),
  /** How often all that a router holds is compared with what it should hold. */
  SWEEP_SECONDS: atOnce(positive.min(0.1).max(86_400).default(60)),
  /** How often the configuration of a router is read, and kept where it has changed. */
  CONFIGURATION_HOURS: atOnce(positive.max(8_760).default(6)),
  /** How long it is known where a device was seen last. */
  PRESENCE_RETENTION_DAYS: atOnce(positive.int().max(3_650).default(400)),
  /** How long a gateway that died keeps its routers from another one. */
  LEASE_SECONDS: positive.min(2).default(10),
  /** Writes to one router, so that a full repair does not starve its packets. */
  ROUTER_WRITES_PER_SECOND: fromNextStart(positive.max(10_000).default(200)),
  /** The speed of a device of a fup account. */
  FUP_UP_KILOBITS_PER_SECOND: atOnce(positive.max(100_000_000).default(512)),
  FUP_DOWN_KILOBITS_PER_SECOND: atOnce(positive.max(100_000_000).default(1_024)),
  /** The speed of a line whose package is used up, or has reached its FUP threshold, until its next period. */
  LINE_FUP_UP_KILOBITS_PER_SECOND: atOnce(positive.int().max(100_000_000).default(1_000)),
  LINE_FUP_DOWN_KILOBITS_PER_SECOND: atOnce(positive.int().max(100_000_000).default(2_000)),
  /** Hosts that every stopped person reaches to pay, by full names with commas between; absent: those of garden.ts. */
  WALLED_GARDEN_HOSTS: atOnce(
    z
      .string()
      .optional()
      .transform((text) => (text ? splitHosts(text) : PAYMENT_HOSTS.map(({ host }) => host)))
      .superRefine((hosts, context) => {
        if (hosts.length > MOST_GARDEN_HOSTS)
          context.addIssue({ code: 'custom', message: `more than ${MOST_GARDEN_HOSTS} hosts` });
        for (const fault of hosts.flatMap((host) => gardenFault(host) ?? []))
          context.addIssue({ code: 'custom', message: fault });
      }),
  ),
  /** Words by WhatsApp reach us before a login, for a code that a person sends, and operators from whoever is stopped. */
  WALLED_GARDEN_WHATSAPP: atOnce(flag(true)),
  /** The public name of the portal: suspended lines reach it. */
  PUBLIC_URL: fromNextStart(originUrl().optional()),
  /** `address:port` at which edge answers with the notice (its NOTICE_PORT), as routers reach it; absent: nothing is led there. */
  NOTICE_ADDRESS: fromNextStart(
    z
      .string()
      .regex(/^(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}$/, 'is no address and port, e.g. 192.168.88.2:9080')
      .optional(),
  ),
  /** The most that a link carries a device, of routers added from then on: more than that between two readings is held for an operator (domain.md). */
  LINK_MEGABITS_PER_SECOND_PER_DEVICE: atOnce(positive.max(1_000_000).default(250)),
});
export type GatewayConfig = z.infer<typeof gatewayConfig>;
export const GATEWAY_CONFIG = Symbol('GATEWAY_CONFIG');
