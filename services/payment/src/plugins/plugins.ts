// plugins.ts — what operators do with plugins: install, set, switch on and off, take away.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import {
  infoAnswer,
  PackageError,
  readPluginPackage,
  Sandbox,
  type PluginPackage,
} from '@saring/payment-plugin';
import {
  CLOCK,
  findHandled,
  inTransaction,
  PG_POOL,
  rememberCommand,
  SealedSettings,
} from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { labelOf, LoadedPlugins, type LoadedPlugin } from './loaded-plugins';
import { settingName, settingProblem } from './plugin-settings';
import {
  deletePlugin,
  findPlugin,
  insertPlugin,
  isWatched,
  listPlugins,
  noteChange,
  partsOf,
  setActiveMethods,
  setPluginSetting,
} from './plugins.rows';

type Command = { readonly commandId: string; readonly actor: string };
const HANDLED_STREAM = 'payment-plugins';
const MOST_INSTALLED = 50;

@Injectable()
export class Plugins {
  private readonly sealed: SealedSettings;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly loaded: LoadedPlugins,
  ) {
    this.sealed = new SealedSettings(config.SECRETS_KEY);
  }

  /**
   * Keeps a plugin once it is well formed, trusted, and its code begins. The same files again are the same plugin.
   * @throws RefusalError PAYMENT.PLUGIN_UPLOAD_INCOMPLETE, PLUGIN_INVALID, PLUGIN_UNTRUSTED, PLUGIN_CODE_FAILED,
   * PLUGIN_VERSION_TAKEN, PLUGINS_FULL
   */
  async install(
    request: Command & { readonly uploadId: string; readonly parts: number },
  ): Promise<LoadedPlugin> {
    const parts = await partsOf(this.pool, request.uploadId);
    if (parts.length !== request.parts) throw new RefusalError('PAYMENT.PLUGIN_UPLOAD_INCOMPLETE');
    const archive = Buffer.concat(parts);
    const pack = await readChecked(archive);
    const { signer, digest } = pack;
    if (!this.loaded.isTrusted(signer))
      throw new RefusalError('PAYMENT.PLUGIN_UNTRUSTED', { signer: signer ?? '-' });
    await this.proveCode(pack);
    const { id: pluginId, version } = pack.manifest;
    await this.once(request, { digest }, async (client) => {
      const before = await findPlugin(client, pluginId, version);
      if (before && before.digest !== digest)
        throw new RefusalError('PAYMENT.PLUGIN_VERSION_TAKEN', { version });
      if (!before && (await listPlugins(client)).length >= MOST_INSTALLED)
        throw new RefusalError('PAYMENT.PLUGINS_FULL', { most: MOST_INSTALLED });
      const row = { plugin_id: pluginId, version, digest, signer };
      const by = { installed_at: this.clock.now(), installed_by: request.actor };
      if (!before) await insertPlugin(client, { ...row, ...by }, archive);
    });
    return this.loaded.known(pluginId, version);
  }

  /**
   * @param methods empty: none is left, and its open orders are still looked after.
   * @throws RefusalError PAYMENT.PLUGIN_UNKNOWN, PLUGIN_UNTRUSTED, PLUGIN_METHOD_UNKNOWN, PLUGIN_SETTINGS_MISSING
   */
  async activate(
    request: Command & {
      readonly pluginId: string;
      readonly version: string;
      readonly methods: readonly string[];
    },
  ): Promise<LoadedPlugin> {
    await this.loaded.refresh();
    const { pluginId, version, methods, actor } = request;
    const { manifest, settings, isTrusted, row } = this.loaded.known(pluginId, version);
    if (methods.length > 0 && !isTrusted)
      throw new RefusalError('PAYMENT.PLUGIN_UNTRUSTED', { signer: row.signer ?? '-' });
    const stranger = methods.find((method) => !manifest.methods.some((one) => one.method === method));
    if (stranger !== undefined) throw new RefusalError('PAYMENT.PLUGIN_METHOD_UNKNOWN', { method: stranger });
    const missing = manifest.settings.filter(({ key, required }) => required && !settings[key]);
    if (methods.length > 0 && missing.length > 0)
      throw new RefusalError('PAYMENT.PLUGIN_SETTINGS_MISSING', {
        settings: missing.map(({ key }) => key).join(', '),
      });
    await this.once(request, { pluginId, version, methods }, (client) =>
      setActiveMethods(client, { pluginId, version, methods }, { actor, at: this.clock.now() }),
    );
    return this.loaded.known(pluginId, version);
  }

  /**
   * @param values sealed for settingName; empty: no longer set.
   * @throws RefusalError PAYMENT.PLUGIN_UNKNOWN, PLUGIN_SETTING_UNKNOWN, PLUGIN_SETTING_INVALID
   */
  async set(
    request: Command & {
      readonly pluginId: string;
      readonly values: readonly { readonly key: string; readonly sealed: string }[];
    },
  ): Promise<LoadedPlugin> {
    await this.loaded.refresh();
    const { pluginId, values, actor } = request;
    const current = this.loaded.current(pluginId);
    if (!current) throw new RefusalError('PAYMENT.PLUGIN_UNKNOWN');
    const { hosts } = current.manifest;
    const allowed = { hosts, privateHosts: this.config.PAYMENT_PLUGIN_PRIVATE_HOSTS };
    const opened = values.map(({ key, sealed }) => ({ key, value: this.opened(pluginId, key, sealed) }));
    for (const { key, value } of opened) {
      const setting = current.manifest.settings.find((one) => one.key === key);
      if (!setting) throw new RefusalError('PAYMENT.PLUGIN_SETTING_UNKNOWN', { setting: key });
      if (value !== '' && settingProblem(setting, value, allowed))
        throw new RefusalError('PAYMENT.PLUGIN_SETTING_INVALID', { setting: key });
    }
    // Sealed texts differ each time; what they hold says whether a command is the same.
    const content = {
      pluginId,
      values: opened.map(({ key, value }) => [key, this.sealed.digest(key, value)]),
    };
    await this.once(request, content, async (client) => {
      for (const { key, sealed } of values) {
        const value = opened.find((one) => one.key === key)?.value ?? '';
        const setting = { pluginId, key, sealed: value === '' ? null : sealed };
        await setPluginSetting(client, setting, { actor, at: this.clock.now() });
      }
    });
    return this.loaded.current(pluginId) ?? current;
  }

  /** @throws RefusalError PAYMENT.PLUGIN_UNKNOWN, PLUGIN_IN_USE */
  async remove(request: Command & { readonly pluginId: string; readonly version: string }): Promise<void> {
    await this.loaded.refresh();
    const { pluginId, version } = request;
    await this.once(request, { pluginId, version }, async (client) => {
      const { activeMethods: active } = this.loaded.known(pluginId, version);
      const isUsed =
        active.length > 0 || (await isWatched(client, labelOf({ plugin_id: pluginId, version })));
      if (isUsed) throw new RefusalError('PAYMENT.PLUGIN_IN_USE');
      await deletePlugin(client, pluginId, version);
    });
  }

  /** A command takes effect once; what it changes is known here when this returns. */
  private async once(
    { commandId, actor }: Command,
    content: unknown,
    act: (client: PoolClient) => Promise<void>,
  ): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [HANDLED_STREAM]);
      const before = await findHandled(client, HANDLED_STREAM, commandId);
      if (before !== undefined && before !== contentHash(content))
        throw new RefusalError('COMMAND.ID_REUSED');
      if (before !== undefined) return;
      await act(client);
      await noteChange(client);
      await rememberCommand(client, HANDLED_STREAM, { commandId, actor, content });
    });
    await this.loaded.refresh();
  }

  /** That it is a program, and the one that its manifest names. */
  private async proveCode({ code, manifest }: PluginPackage): Promise<void> {
    const network = { hosts: [], setHosts: [], privateHosts: [] };
    const sandbox = new Sandbox({ code, permissions: [], secrets: {}, network });
    const outcome = await sandbox.call('getInfo', {});
    const info = outcome.kind === 'answer' ? infoAnswer.safeParse(outcome.value) : null;
    const isRight = info?.data?.id === manifest.id && info.data.version === manifest.version;
    if (isRight) return;
    const reason = outcome.kind === 'failed' ? `${outcome.reason} ${outcome.message}`.trim() : 'getInfo';
    throw new RefusalError('PAYMENT.PLUGIN_CODE_FAILED', { reason: reason.slice(0, 200) });
  }

  private opened(pluginId: string, key: string, sealed: string): string {
    if (sealed === '') return '';
    try {
      return this.sealed.open(settingName(pluginId, key), sealed);
    } catch {
      throw new RefusalError('PAYMENT.PLUGIN_SETTING_INVALID', { setting: key });
    }
  }
}

const readChecked = async (archive: Uint8Array): Promise<PluginPackage> => {
  try {
    return await readPluginPackage(archive);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    const { reason, about } = error;
    throw new RefusalError('PAYMENT.PLUGIN_INVALID', { reason, about: about || '-' });
  }
};
