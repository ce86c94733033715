// loaded-plugins.ts — the installed plugins as gateways: read again by every replica once anything of them has changed.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import type { Clock, PaymentMethod } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { readPluginPackage, type PluginManifest, type PluginPackage } from '@saring/payment-plugin';
import { CLOCK, LOGGER, PG_POOL, SealedSettings, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import type { AddedGateways } from '../gateways/gateways';
import { GuardedGateway } from '../gateways/guarded-gateway';
import { PluginGateway, type PluginSettings } from './plugin-gateway';
import { settingName, urlHosts } from './plugin-settings';
import {
  activeMethods,
  archiveOf,
  listPlugins,
  pluginRevision,
  pluginSettings,
  type PluginRow,
} from './plugins.rows';

/** An installed version, as it is known here. */
export type LoadedPlugin = {
  readonly row: PluginRow;
  readonly manifest: PluginManifest;
  /** With the defaults of its author. */
  readonly settings: PluginSettings;
  readonly publisher: string | null;
  readonly isTrusted: boolean;
  readonly activeMethods: readonly PaymentMethod[];
  readonly plugin: PluginGateway;
  readonly gateway: GuardedGateway;
};

const CALLBACK_PATH = '/webhooks/plugins/';

export const labelOf = ({ plugin_id: id, version }: Pick<PluginRow, 'plugin_id' | 'version'>): string =>
  `${id}@${version}`;

@Injectable()
export class LoadedPlugins implements AddedGateways {
  private revision = '';
  private loaded: ReadonlyMap<string, LoadedPlugin> = new Map();
  private loading: Promise<void> | null = null;
  private readonly packages = new Map<string, PluginPackage>();
  private readonly sealed: SealedSettings;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
  ) {
    this.sealed = new SealedSettings(config.SECRETS_KEY);
  }

  /** Reads again what has changed, here or at another replica. Many at once read once. */
  async refresh(): Promise<void> {
    this.loading ??= this.load().finally(() => {
      this.loading = null;
    });
    await this.loading;
  }

  find(label: string): GuardedGateway | null {
    return this.loaded.get(label)?.gateway ?? null;
  }

  /** Of a publisher that is trusted no longer no new orders are made; those that there are still end. */
  forMethod(method: PaymentMethod): readonly GuardedGateway[] {
    const active = this.all.filter((one) => one.isTrusted && one.activeMethods.includes(method));
    return active.map(({ gateway }) => gateway);
  }

  get all(): readonly LoadedPlugin[] {
    return [...this.loaded.values()];
  }

  /** The version that is active, else the newest: what concerns all versions is asked of it. Null: there is none. */
  current(pluginId: string): LoadedPlugin | null {
    const versions = this.all.filter(({ row }) => row.plugin_id === pluginId);
    return versions.find((one) => one.activeMethods.length > 0) ?? versions[0] ?? null;
  }

  /** @throws RefusalError PAYMENT.PLUGIN_UNKNOWN */
  known(pluginId: string, version: string): LoadedPlugin {
    const plugin = this.loaded.get(labelOf({ plugin_id: pluginId, version }));
    if (!plugin) throw new RefusalError('PAYMENT.PLUGIN_UNKNOWN');
    return plugin;
  }

  /** Whether its plugins may take new orders. @param signer null: nobody signed it. */
  isTrusted(signer: string | null): boolean {
    const { PAYMENT_PLUGIN_PUBLISHERS: publishers, PAYMENT_PLUGIN_UNSIGNED: isOpen } = this.config;
    return isOpen || (signer !== null && publishers.has(signer));
  }

  private async load(): Promise<void> {
    const { PAYMENT_PLUGIN_PUBLISHERS: publishers, PAYMENT_PLUGIN_CALLBACK_ORIGIN: origin } = this.config;
    // The settings of the service are a part of what plugins are made of.
    const revision = `${await pluginRevision(this.pool)}|${[...publishers.keys()].join()}|${origin ?? ''}`;
    if (revision === this.revision) return;
    const [rows, active, settings] = [
      await listPlugins(this.pool),
      await activeMethods(this.pool),
      await pluginSettings(this.pool),
    ];
    const loaded = new Map<string, LoadedPlugin>();
    for (const row of rows) {
      const label = labelOf(row);
      const pack = await this.packageOf(row);
      if (!pack) continue;
      const isOwn = (one: { plugin_id: string; version?: string }) => one.plugin_id === row.plugin_id;
      const set = settings
        .filter(isOwn)
        .flatMap(({ key, sealed }) => this.readable(row.plugin_id, key, sealed))
        .filter(([key]) => pack.manifest.settings.some((one) => one.key === key));
      const values: PluginSettings = { ...pack.defaults, ...Object.fromEntries(set) };
      const before = this.loaded.get(label);
      // What has not changed keeps its breaker, and what it knows of an outage.
      const isSame = before !== undefined && contentHash(before.settings) === contentHash(values);
      const plugin = isSame ? before.plugin : this.gatewayOf(pack, values);
      loaded.set(label, {
        row,
        manifest: pack.manifest,
        settings: values,
        publisher: (row.signer && publishers.get(row.signer)) ?? null,
        isTrusted: this.isTrusted(row.signer),
        activeMethods: active
          .filter((one) => isOwn(one) && one.version === row.version)
          .map(({ method }) => method),
        plugin,
        gateway: isSame ? before.gateway : new GuardedGateway(plugin, this.clock),
      });
    }
    this.loaded = loaded;
    this.revision = revision;
  }

  private readable(pluginId: string, key: string, sealed: string): [string, string][] {
    try {
      return [[key, this.sealed.open(settingName(pluginId, key), sealed)]];
    } catch {
      this.logger.warn(
        { plugin: pluginId, key },
        'a setting of a plugin cannot be opened: SECRETS_KEY has changed',
      );
      return [];
    }
  }

  private gatewayOf(pack: PluginPackage, settings: PluginSettings): PluginGateway {
    const { manifest } = pack;
    const privateHosts = this.config.PAYMENT_PLUGIN_PRIVATE_HOSTS;
    const setHosts = urlHosts(manifest, settings).filter((host) => privateHosts.includes(host));
    const network = { hosts: manifest.hosts, setHosts, privateHosts };
    const callbackUrl = (returnUrl: string): string => {
      const origin =
        this.config.PAYMENT_PLUGIN_CALLBACK_ORIGIN ??
        (URL.canParse(returnUrl) ? new URL(returnUrl).origin : '');
      return origin === '' ? '' : `${origin.replace(/\/+$/, '')}${CALLBACK_PATH}${manifest.id}`;
    };
    const now = () => this.clock.now();
    return new PluginGateway({ package: pack, settings, network, callbackUrl, logger: this.logger, now });
  }

  /** Archives never change, so each is read once. */
  private async packageOf(row: PluginRow): Promise<PluginPackage | null> {
    const known = this.packages.get(row.digest);
    if (known) return known;
    try {
      const pack = await readPluginPackage(await archiveOf(this.pool, row));
      this.packages.set(row.digest, pack);
      return pack;
    } catch (error) {
      this.logger.error({ plugin: labelOf(row), error: (error as Error).message }, 'a plugin cannot be read');
      return null;
    }
  }
}
