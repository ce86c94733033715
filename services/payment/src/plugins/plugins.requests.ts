// plugins.requests.ts — plugins as operators add, set, switch and take them away.
import { Controller, Inject } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { ARCHIVE_LIMITS } from '@saring/payment-plugin';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Gateways } from '../gateways/gateways';
import { labelOf, LoadedPlugins, type LoadedPlugin } from './loaded-plugins';
import { Plugins } from './plugins';
import { openOrdersOfPlugins, storePart } from './plugins.rows';

const rpc = Payment.method;
type Reply = ReplyOf<typeof rpc.installPlugin>;
const LARGEST_PART_BYTES = 500_000;
const MOST_PARTS = Math.ceil(ARCHIVE_LIMITS.archiveBytes / LARGEST_PART_BYTES);

@Controller()
export class PluginRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly plugins: Plugins,
    private readonly loaded: LoadedPlugins,
    private readonly gateways: Gateways,
  ) {}

  @Answers(rpc.listPlugins)
  async list(): Promise<ReplyOf<typeof rpc.listPlugins>> {
    await this.loaded.refresh();
    const open = await openOrdersOfPlugins(this.pool);
    return { items: this.loaded.all.map((plugin) => viewOf(plugin, open, this.gateways)) };
  }

  /** The same part again replaces it. */
  @Answers(rpc.storePluginPart)
  async store(request: RequestOf<typeof rpc.storePluginPart>): Promise<ReplyOf<typeof rpc.storePluginPart>> {
    const { uploadId, part, content } = request;
    const isPart = isUuid(uploadId) && part < MOST_PARTS && content.byteLength <= LARGEST_PART_BYTES;
    if (!isPart || content.byteLength === 0)
      throw new RefusalError('PAYMENT.PLUGIN_INVALID', { reason: 'too_large', about: '-' });
    await storePart(this.pool, { uploadId, part, content, at: this.clock.now() });
    return { bytes: content.byteLength };
  }

  @Answers(rpc.installPlugin)
  async install(request: RequestOf<typeof rpc.installPlugin>): Promise<Reply> {
    if (!isUuid(request.uploadId)) throw new RefusalError('PAYMENT.PLUGIN_UPLOAD_INCOMPLETE');
    return this.view(await this.plugins.install(request));
  }

  @Answers(rpc.setPluginSettings)
  async set({ plugin, ...request }: RequestOf<typeof rpc.setPluginSettings>): Promise<Reply> {
    return this.view(await this.plugins.set({ ...request, pluginId: plugin }));
  }

  @Answers(rpc.activatePlugin)
  async activate(request: RequestOf<typeof rpc.activatePlugin>): Promise<Reply> {
    const { plugin: pluginId, pluginVersion: version, methods, commandId, actor } = request;
    const unique = [...new Set(methods)];
    return this.view(await this.plugins.activate({ commandId, actor, pluginId, version, methods: unique }));
  }

  @Answers(rpc.deactivatePlugin)
  async deactivate({ plugin, commandId, actor }: RequestOf<typeof rpc.deactivatePlugin>): Promise<Reply> {
    await this.loaded.refresh();
    const current = this.loaded.current(plugin);
    if (!current) throw new RefusalError('PAYMENT.PLUGIN_UNKNOWN');
    const { version } = current.row;
    return this.view(
      await this.plugins.activate({ commandId, actor, pluginId: plugin, version, methods: [] }),
    );
  }

  @Answers(rpc.removePlugin)
  async remove(request: RequestOf<typeof rpc.removePlugin>): Promise<ReplyOf<typeof rpc.removePlugin>> {
    const { plugin: pluginId, pluginVersion: version, commandId, actor } = request;
    await this.plugins.remove({ commandId, actor, pluginId, version });
    return this.list();
  }

  @Answers(rpc.testPlugin)
  async test({
    plugin,
    pluginVersion,
  }: RequestOf<typeof rpc.testPlugin>): Promise<ReplyOf<typeof rpc.testPlugin>> {
    await this.loaded.refresh();
    const outcome = await this.loaded.known(plugin, pluginVersion).gateway.probe();
    const { fault, reason } = outcome.outcome === 'failed' ? outcome : { fault: undefined, reason: '' };
    return { testedAt: this.clock.now().toISOString(), ...(fault ? { fault } : {}), reason };
  }

  @Answers(rpc.getPluginAcknowledgement)
  async acknowledgement({
    plugin,
  }: RequestOf<typeof rpc.getPluginAcknowledgement>): Promise<ReplyOf<typeof rpc.getPluginAcknowledgement>> {
    await this.loaded.refresh();
    const current = this.loaded.current(plugin);
    if (!current) throw new RefusalError('PAYMENT.PLUGIN_UNKNOWN');
    return { ...current.manifest.acknowledgement };
  }

  private async view(plugin: LoadedPlugin): Promise<Reply> {
    return viewOf(plugin, await openOrdersOfPlugins(this.pool), this.gateways);
  }
}

const viewOf = (plugin: LoadedPlugin, openOrders: ReadonlyMap<string, number>, gateways: Gateways): Reply => {
  const { row, manifest, publisher, isTrusted, activeMethods, settings, gateway } = plugin;
  return {
    plugin: row.plugin_id,
    version: row.version,
    name: manifest.name,
    author: manifest.author,
    methods: manifest.methods.map(({ method, banks, fee, leastRupiah, mostRupiah }) => ({
      ...{ method, banks: [...banks], leastRupiah, mostRupiah },
      active: activeMethods.includes(method),
      feeRupiah: fee?.rupiah ?? 0,
      feeBasisPoints: Math.round((fee?.percent ?? 0) * 100),
      costRupiah: gateways.usualCostOf(gateway, method),
      ...collectedBy(gateways.collectorOf(method)),
    })),
    hosts: [...manifest.hosts],
    permissions: [...manifest.permissions],
    settings: manifest.settings.map(({ key, kind, label, required, choices }) => ({
      ...{ key, kind, required },
      labelIndonesian: label.id,
      labelEnglish: label.en,
      choices: [...(choices ?? [])],
      value: kind === 'secret' ? '' : (settings[key] ?? ''),
      isSet: Boolean(settings[key]),
    })),
    trust: isTrusted ? 'trusted' : 'untrusted',
    ...(publisher ? { publisher } : {}),
    ...(row.signer ? { signer: row.signer } : {}),
    digest: row.digest,
    installedAt: row.installed_at.toISOString(),
    installedBy: row.installed_by,
    openOrders: openOrders.get(labelOf(row)) ?? 0,
    breakerOpen: gateway.isBreakerOpen,
  };
};

const collectedBy = (collector: string | null) => (collector === null ? {} : { collectedBy: collector });
