// garden.ts — banks, wallets and the payment gateway that every stopped person still reaches (domain.md, "Access
// status"): rows of /ip/hotspot/walled-garden/ip, one a full name, which RouterOS resolves by itself.
import type { ConfigRow } from './actual';
import type { Signature } from './comments';
import type { PlannedCommand } from './planned-command';

export const GARDEN_PATH = '/ip/hotspot/walled-garden/ip';
export const MOST_GARDEN_HOSTS = 64;

/**
 * Full names only: a wildcard on the left of a name that anybody can register is free internet for all. These are the
 * web addresses of payment; apps speak to names of their own, which the payment lane opens.
 */
export const PAYMENT_HOSTS: readonly { readonly host: string; readonly source: string }[] = [
  ...['app.midtrans.com', 'api.midtrans.com', 'app.sandbox.midtrans.com', 'midtrans.com'].map((host) => ({
    host,
    source: 'docs.midtrans.com, Snap and Core API hosts, 2026-11',
  })),
  ...[
    ...['klikbca.com', 'www.klikbca.com', 'm.klikbca.com', 'bca.co.id', 'www.bca.co.id'],
    ...['bri.co.id', 'ib.bri.co.id', 'bankmandiri.co.id', 'ibank.bankmandiri.co.id', 'bni.co.id'],
    ...[
      'ibank.bni.co.id',
      'cimbniaga.co.id',
      'www.cimbniaga.co.id',
      'permatabank.com',
      'www.permatabank.com',
    ],
    ...[
      'ocbcnisp.com',
      'www.ocbcnisp.com',
      'danamon.co.id',
      'www.danamon.co.id',
      'btn.co.id',
      'www.btn.co.id',
    ],
  ].map((host) => ({ host, source: 'the ten banks that lpsaring opened after its deadlock of 2026-03-19' })),
  ...['dana.id', 'm.dana.id', 'ovo.id', 'www.ovo.id', 'linkaja.id', 'gopay.co.id'].map((host) => ({
    host,
    source: 'web addresses of the wallets, 2026-11',
  })),
];

/**
 * Where WhatsApp carries words, and what opens its links: who is not logged in writes a code to us, and who is stopped to
 * the operator. Pictures, calls and videos go by other names (mmg…, media…), which stay shut.
 */
export const WHATSAPP_HOSTS: readonly string[] = [
  ...Array.from({ length: 16 }, (_, index) => `e${index + 1}.whatsapp.net`),
  ...['g.whatsapp.net', 'chat.cdn.whatsapp.net', 'wa.me', 'api.whatsapp.com', 'web.whatsapp.com'],
];

/** All that stopped people and those who are not logged in reach. */
export const gardenOf = (config: {
  readonly WALLED_GARDEN_HOSTS: readonly string[];
  readonly WALLED_GARDEN_WHATSAPP: boolean;
}): readonly string[] => [
  ...new Set([...config.WALLED_GARDEN_HOSTS, ...(config.WALLED_GARDEN_WHATSAPP ? WHATSAPP_HOSTS : [])]),
];

const FULL_NAME = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** @returns what is wrong with a host of the garden; undefined when nothing is. */
export const gardenFault = (host: string): string | undefined =>
  FULL_NAME.test(host) ? undefined : `${host} is no full host name; wildcards would open more than was meant`;

/** Brings our rows of the walled garden to exactly these hosts; rows of others stay. */
export const planGarden = (
  hosts: readonly string[],
  actual: readonly ConfigRow[],
  signature: Signature,
): PlannedCommand[] => {
  const ours = actual.filter((row) => signature.isGarden(row.attributes['comment']));
  const wanted = new Set(hosts);
  const kept = new Map<string, ConfigRow>();
  for (const row of ours) {
    const host = row.attributes['dst-host'] ?? '';
    if (wanted.has(host) && !kept.has(host)) kept.set(host, row);
  }
  const held = new Set(kept.values());
  return [
    ...[...wanted]
      .filter((host) => !kept.has(host))
      .map((host) => ({
        path: GARDEN_PATH,
        action: 'add' as const,
        attributes: { action: 'accept', 'dst-host': host, comment: signature.garden() },
        reason: `whoever is stopped must reach ${host} to pay`,
      })),
    ...ours
      .filter((row) => !held.has(row))
      .map((row) => ({
        path: GARDEN_PATH,
        action: 'remove' as const,
        id: row.id,
        attributes: {},
        reason: 'no longer a host of the walled garden',
      })),
  ];
};
