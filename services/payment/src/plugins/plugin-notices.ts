// plugin-notices.ts — a callback to a plugin's vendor address: it says which order to ask about, and nothing else.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { WebhookReceived } from '@saring/contracts';
import { isOrderNumber, toInstant, type Clock } from '@saring/kernel';
import type { WebhookOutcome } from '@saring/messaging';
import { CLOCK, LOGGER, type Logger, type WebhookReader } from '@saring/service-kit';
import { Collecting } from '../orders/collecting';
import { PaymentOrders } from '../orders/payment-orders';
import { LoadedPlugins } from './loaded-plugins';

const NOTICE = { actor: 'gateway' };
const PLUGIN_WEBHOOK = 'plugin';
const LARGEST_BYTES = 65_536;
/** Alerts about no order of ours are raised once an hour: forging many raises no more. */
const ALERT_HOUR_CHARACTERS = 'yyyy-mm-ddThh'.length;

@Injectable()
export class PluginNotices implements WebhookReader {
  readonly webhooks = {
    gateway: PLUGIN_WEBHOOK,
    durable: 'payment-plugins',
    handle: (body: Uint8Array, notice: WebhookReceived) => this.handle(body, notice),
    // The same notice again waits for the first of it.
    laneOf: (body: Uint8Array, { plugin = '' }: WebhookReceived) =>
      createHash('sha256').update(`${plugin}\0`).update(body).digest('hex'),
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly plugins: LoadedPlugins,
    private readonly orders: PaymentOrders,
    private readonly collecting: Collecting,
  ) {}

  /** Brings the order's next check forward: a thousand callbacks about one order are one check. */
  async handle(
    body: Uint8Array,
    { plugin: pluginId = '', headers }: WebhookReceived,
  ): Promise<WebhookOutcome> {
    if (body.byteLength > LARGEST_BYTES) return 'poison';
    await this.plugins.refresh();
    const current = this.plugins.current(pluginId);
    // Nobody waits for what its operator has taken away.
    if (!current) return 'done';
    const callback = await current.plugin.callback(Buffer.from(body).toString('utf8'), headers);
    // What the plugin cannot read leads to nothing; its orders are asked about by the clock all the same.
    if (!callback) return 'done';
    const { orderNumber, genuine } = callback;
    const row = isOrderNumber(orderNumber) ? await this.orders.findByNumber(orderNumber) : null;
    const isOwn = row?.plugin?.split('@', 1)[0] === pluginId;
    if (!genuine) await this.alert(pluginId, 'bad_signature', isOwn ? row.order_id : null, orderNumber);
    // Another gateway collects it: what is paid here is not its money, and somebody must look at it.
    else if (row && !isOwn) await this.alert(pluginId, 'unknown_order', row.order_id, orderNumber);
    else if (row) {
      await this.collecting.checkBy(row.order_id, toInstant(this.clock.now()));
      await this.collecting.confirmSoon(row.order_id);
    } else this.logger.debug({ plugin: pluginId }, 'a callback is about no order of this plugin');
    return 'done';
  }

  private async alert(
    pluginId: string,
    kind: 'bad_signature' | 'unknown_order',
    orderId: string | null,
    orderNumber: string,
  ): Promise<void> {
    const at = toInstant(this.clock.now());
    this.logger.warn({ plugin: pluginId }, 'a callback was not believed');
    if (orderId) await this.orders.apply(orderId, { type: 'RaiseAlert', at, kind }, NOTICE);
    else {
      const shown = isOrderNumber(orderNumber) ? orderNumber : '';
      await this.orders.alertOnce(`${kind}|${at.slice(0, ALERT_HOUR_CHARACTERS)}`, kind, shown);
    }
  }
}
