// shipped-plugin.ts — a plugin of libs/payment-plugin/plugins as a gateway that talks to a simulator on this machine.
import { join } from 'node:path';
import { packFiles, readFolder, readPluginPackage, type PluginPackage } from '@saring/payment-plugin';
import { createLogger } from '@saring/service-kit';
import type { ChargeRequest } from '../gateways/gateway';
import { PluginGateway, type PluginSettings } from '../plugins/plugin-gateway';

const PLUGINS = join(__dirname, '../../../../libs/payment-plugin/plugins');

export const shippedPlugin = (name: string): Promise<PluginPackage> =>
  readPluginPackage(packFiles(readFolder(join(PLUGINS, name))));

/** @param settings in place of the plugin's own; `baseUrl` is where it may call. @param callbackUrl for its vendor. */
export const pluginGateway = (
  { manifest, code, defaults }: PluginPackage,
  settings: PluginSettings & { readonly baseUrl: string },
  callbackUrl = 'http://127.0.0.1:1/',
): PluginGateway => {
  const { host } = new URL(settings.baseUrl);
  return new PluginGateway({
    package: { manifest, code },
    settings: { ...defaults, ...settings },
    network: { hosts: [], setHosts: [host], privateHosts: [host] },
    callbackUrl: () => callbackUrl,
    logger: createLogger('silent'),
    now: () => new Date(),
    // A busy machine is no fault of the plugin's.
    limits: { totalMilliseconds: 60_000, fetchMilliseconds: 30_000 },
  });
};

export const NUMBER = 'SRG-rw05-ABCDEFGHIJKLMNOPQRST';

export const chargeRequest = (change: object = {}): ChargeRequest => ({
  askedAt: new Date().toISOString(),
  description: 'Paket 10 GB',
  returnUrl: 'https://wifi.example.test/kembali',
  terms: {
    ...{ orderId: 'o', orderNumber: NUMBER, subscriberId: 's', site: 'rw05', amountRupiah: 25_000 },
    ...{ method: 'qris', bank: null, gateway: 'plugin' },
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
    ...change,
  },
});
