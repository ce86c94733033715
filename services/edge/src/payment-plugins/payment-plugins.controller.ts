// payment-plugins.controller.ts — gateways that operators add: uploaded, set, activated by method, taken away.
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, UseGuards } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { GatewayTestSchema, Payment, PaymentPluginSchema, type PaymentPlugin } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { SealedSettings } from '@saring/service-kit';
import { RecordBefore, RecordFields } from '../audit/audit-trail';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { ApiRoute, listOf } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { actorOf, commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { PluginMethodsBody, PluginValuesBody } from './plugin-bodies';

export const LARGEST_PLUGIN_BYTES = 10 * 1024 * 1024;
export const PLUGIN_TYPE = 'application/zip';
/** A message of NATS holds no more in base64. */
const PART_BYTES = 500_000;
/** Its code is begun once, and its vendor is asked. */
const INSTALL_MILLISECONDS = 20_000;
const HIDDEN = '•••';
const LIST = listOf(PaymentPluginSchema, 'at most 50');

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/payment-plugins')
export class PaymentPluginsController {
  private readonly sealed: SealedSettings;

  constructor(
    @Inject(EDGE_CONFIG) { SECRETS_KEY }: EdgeConfig,
    private readonly messenger: Messenger,
  ) {
    this.sealed = new SealedSettings(SECRETS_KEY);
  }

  @ApiRoute('Payment plugins: what each asks for, and what it collects', LIST)
  @Get()
  @Permit('settings:read')
  async list() {
    return { items: (await this.all()).map(plain) };
  }

  /** The ZIP itself is the body, at most 10 MB. Nothing is collected by it before it is activated. */
  @ApiRoute('Upload a payment plugin', PaymentPluginSchema)
  @Post()
  @HttpCode(200)
  @ApiConsumes(PLUGIN_TYPE)
  @Permit('settings:write')
  async upload(@Body() archive: unknown, @CommandKey() key: string, @CurrentOperator() operator: Operator) {
    if (!Buffer.isBuffer(archive))
      throw new RefusalError('PAYMENT.PLUGIN_INVALID', { reason: 'not_a_zip', about: '-' });
    const { commandId, actor } = commandOf(operator, key);
    const uploadId = idFrom('plugin-upload', commandId);
    const parts = Math.ceil(archive.byteLength / PART_BYTES);
    for (let part = 0; part < parts; part += 1)
      await this.messenger.request(Payment.method.storePluginPart, {
        ...{ commandId: idFrom(commandId, part), actor, uploadId, part },
        content: archive.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
      });
    const request = { commandId, actor, uploadId, parts };
    return plain(await this.messenger.request(Payment.method.installPlugin, request, INSTALL_MILLISECONDS));
  }

  /** Of all versions of it. What is not named stays. */
  @ApiRoute('Set what a payment plugin works with', PaymentPluginSchema)
  @Put(':plugin/settings')
  @RecordFields<PaymentPluginsController>(async (_self, _params, { values }) => hiddenValues(values))
  @RecordBefore<PaymentPluginsController>((self, { plugin = '' }) => self.settingsNow(plugin))
  @Permit('settings:write')
  async set(
    @Param('plugin') plugin: string,
    @Body() { values }: PluginValuesBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const sealed = values.map(({ key: name, value }) => ({
      key: name,
      sealed: value === '' ? '' : this.sealed.seal(`payment-plugin.${plugin}.${name}`, value),
    }));
    const request = { ...commandOf(operator, key), plugin, values: sealed };
    return plain(await this.messenger.request(Payment.method.setPluginSettings, request));
  }

  /** A method goes to one plugin at a time: another that had it loses it. */
  @ApiRoute('Say which methods a version of a payment plugin collects by', PaymentPluginSchema)
  @Put(':plugin/methods')
  @RecordBefore<PaymentPluginsController>((self, { plugin = '' }) => self.methodsNow(plugin))
  @Permit('settings:write')
  async activate(
    @Param('plugin') plugin: string,
    @Body() { version, methods }: PluginMethodsBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { ...commandOf(operator, key), plugin, pluginVersion: version, methods };
    return plain(await this.messenger.request(Payment.method.activatePlugin, request));
  }

  /** No new orders; those that are open still end by it. */
  @ApiRoute('Let a payment plugin collect nothing more', PaymentPluginSchema)
  @Delete(':plugin/methods')
  @HttpCode(200)
  @Permit('settings:write')
  async deactivate(
    @Param('plugin') plugin: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { ...commandOf(operator, key), plugin };
    return plain(await this.messenger.request(Payment.method.deactivatePlugin, request));
  }

  /** Refused while it collects, and while its orders are asked about. */
  @ApiRoute('Take a version of a payment plugin away', LIST)
  @Delete(':plugin/versions/:version')
  @HttpCode(200)
  @Permit('settings:write')
  async remove(
    @Param('plugin') plugin: string,
    @Param('version') pluginVersion: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { ...commandOf(operator, key), plugin, pluginVersion };
    const { items } = await this.messenger.request(Payment.method.removePlugin, request);
    return { items: items.map(plain) };
  }

  /** No money moves. */
  @ApiRoute('Ask the vendor of a payment plugin whether it takes our keys', GatewayTestSchema)
  @Post(':plugin/versions/:version/test')
  @HttpCode(200)
  @Permit('settings:write')
  async test(
    @Param('plugin') plugin: string,
    @Param('version') pluginVersion: string,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { plugin, pluginVersion, actor: actorOf(operator) };
    return plain(await this.messenger.request(Payment.method.testPlugin, request, INSTALL_MILLISECONDS));
  }

  private async all(): Promise<readonly PaymentPlugin[]> {
    return (await this.messenger.request(Payment.method.listPlugins, {})).items;
  }

  private async settingsNow(plugin: string): Promise<object> {
    const one = (await this.all()).find((other) => other.plugin === plugin);
    return Object.fromEntries((one?.settings ?? []).map(({ key, isSet }) => [key, isSet ? HIDDEN : '']));
  }

  private async methodsNow(plugin: string): Promise<object> {
    const active = (await this.all()).filter(
      (other) => other.plugin === plugin && other.methods.some((one) => one.active),
    );
    const methods = active.flatMap((one) => one.methods).filter((one) => one.active);
    return { version: active[0]?.version ?? '', methods: methods.map(({ method }) => method) };
  }
}

/** Which were set: a key that is misspelt may hold a secret, so no value is recorded. */
const hiddenValues = (values: unknown): object =>
  Object.fromEntries(
    (Array.isArray(values) ? values : []).flatMap((one: unknown) =>
      typeof one === 'object' && one !== null && 'key' in one ? [[String(one.key), HIDDEN]] : [],
    ),
  );
