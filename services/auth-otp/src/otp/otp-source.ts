// otp-source.ts — the source of a request for a code: the device that a router named, else the address.
import type { Client } from '@saring/contracts';
import { parseMacAddress, type MacAddress } from '@saring/kernel';
import type { KeyedDigests } from '../secrets';

export type Source = {
  /** A digest: no table and no other service holds the MAC or the address. */
  readonly key: string;
  readonly kind: 'device' | 'address';
  readonly mac: MacAddress | null;
  /** Every digest by which notification is fair. */
  readonly sources: readonly string[];
};

/** One address for the limits: a household's /64, as edge reports it. */
export const addressKeyOf = (client: Client | undefined): string =>
  client?.addressKey || (client?.address ?? '');

/** From where an operator's session is opened, for its owner to recognise it. */
export const sessionOriginOf = (client: Client | undefined) => ({
  address: client?.address ?? '',
  userAgent: client?.userAgent ?? '',
});

export const sourceOf = (digests: KeyedDigests, client: Client | undefined): Source => {
  const site = client?.site ?? '';
  const mac = parseMacAddress(client?.mac ?? '');
  const address = digests.ofDevice(site, addressKeyOf(client));
  if (!mac.ok) return { key: address, kind: 'address', mac: null, sources: [address] };
  const device = digests.ofDevice(site, mac.value);
  return { key: device, kind: 'device', mac: mac.value, sources: [device, address] };
};
