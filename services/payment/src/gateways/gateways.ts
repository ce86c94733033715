// gateways.ts — the gateways that there are, and which of them takes new orders.
import { contentHash } from '@saring/event-sourcing';
import {
  COUNTER_METHODS,
  type Clock,
  type GatewayEnvironment,
  type GatewayName,
  PAYMENT_METHODS,
  type PaymentMethod,
} from '@saring/kernel';
import type { PaymentConfig } from '../config';

import type { MethodOffer } from './gateway';
import { GuardedGateway } from './guarded-gateway';
import { ManualGateway } from './manual/manual-gateway';
import { CoreGateway } from './midtrans/core-gateway';
import { SnapGateway } from './midtrans/snap-gateway';
import type { VendorSettings } from './midtrans/vendor-client';

const SANDBOX_KEY = /^SB-/;
const VENDOR = {
  sandbox: { core: 'https://api.sandbox.midtrans.com', snap: 'https://app.sandbox.midtrans.com/snap/v1' },
  production: { core: 'https://api.midtrans.com', snap: 'https://app.midtrans.com/snap/v1' },
};

const environmentOf = (coreBaseUrl: string): GatewayEnvironment => {
  if (coreBaseUrl === VENDOR.sandbox.core) return 'sandbox';
  return coreBaseUrl === VENDOR.production.core ? 'production' : 'custom';
};

const OTHER_CORE: Readonly<Record<GatewayEnvironment, string | null>> = {
  sandbox: VENDOR.production.core,
  production: VENDOR.sandbox.core,
  custom: null,
};

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

const vendorSettings = (config: PaymentConfig, serverKey: string): VendorSettings => {
  const usual = SANDBOX_KEY.test(serverKey) ? VENDOR.sandbox : VENDOR.production;
  const coreBaseUrl = withoutSlash(config.MIDTRANS_BASE_URL ?? usual.core);
  return {
    serverKey,
    clientKey: config.MIDTRANS_CLIENT_KEY,
    coreBaseUrl,
    otherCoreBaseUrl: OTHER_CORE[environmentOf(coreBaseUrl)],
    snapBaseUrl: withoutSlash(config.MIDTRANS_SNAP_BASE_URL ?? usual.snap),
    qrisAcquirer: config.MIDTRANS_QRIS_ACQUIRER,
    timeoutMilliseconds: config.MIDTRANS_TIMEOUT_MILLISECONDS,
  };
};

/** An operator sees the money: nobody is asked. */
const BY_HAND: ReadonlySet<PaymentMethod> = new Set(['manual', ...COUNTER_METHODS] as const);

/** Gateways that operators have added, as far as they are known here. */
export interface AddedGateways {
  /** Looks whether others were added, changed or taken away. */
  refresh(): Promise<void>;
  /** @param label `duitku@1.0.0` */
  find(label: string): GuardedGateway | null;
  /** Takes new orders by this method; null: none does. */
  forMethod(method: PaymentMethod): GuardedGateway | null;
}

const NONE_ADDED: AddedGateways = { refresh: async () => undefined, find: () => null, forMethod: () => null };

/** Those of a plugin are named by it. */
type Collector = { readonly gateway: GatewayName; readonly plugin: string | null };

export class Gateways {
  private byName: ReadonlyMap<GatewayName, GuardedGateway> = new Map();
  /** Of which settings these gateways are made. */
  private madeOf = '';
  private vendorEnvironment: GatewayEnvironment | null = null;

  constructor(
    private readonly config: PaymentConfig,
    private readonly clock: Clock,
    private readonly added: AddedGateways = NONE_ADDED,
  ) {
    this.renew();
  }

  /** Takes new orders beside the manual one; null: no vendor is set. */
  get vendor(): GuardedGateway | null {
    return this.find(`midtrans-${this.config.MIDTRANS_MODE}`);
  }

  /**
   * Makes the gateways anew where their settings have changed. Both ways of Midtrans stay known whichever is in use:
   * orders made by the other one still have to end.
   */
  renew(): void {
    const key = this.config.MIDTRANS_SERVER_KEY;
    const settings = key ? vendorSettings(this.config, key) : null;
    const parts = JSON.stringify([settings, this.config.MANUAL_TRANSFER_TEXT]);
    if (parts === this.madeOf) return;
    this.madeOf = parts;
    this.vendorEnvironment = settings ? environmentOf(settings.coreBaseUrl) : null;
    const known = [
      new ManualGateway(this.config.MANUAL_TRANSFER_TEXT),
      ...(settings ? [new CoreGateway(settings), new SnapGateway(settings)] : []),
    ];
    this.byName = new Map(known.map((gateway) => [gateway.name, new GuardedGateway(gateway, this.clock)]));
  }

  /** Null: no vendor is set. */
  get environment(): GatewayEnvironment | null {
    return this.vendorEnvironment;
  }

  /** Of the settings, keys among them, which it does not show: a test holds for these alone. */
  get settingsHash(): string {
    return contentHash([this.madeOf, this.config.MIDTRANS_MODE]);
  }

  /** Null: its keys were taken out of the settings. */
  find(name: GatewayName): GuardedGateway | null {
    return this.byName.get(name) ?? null;
  }

  /** The one that an order was made by; null: it is not there any more. */
  async of({ gateway, plugin }: Collector): Promise<GuardedGateway | null> {
    if (plugin === null) return this.find(gateway);
    await this.added.refresh();
    return this.added.find(plugin);
  }

  /** Before new orders are taken or offered. */
  refresh(): Promise<void> {
    return this.added.refresh();
  }

  /**
   * The gateway for new orders by this method; null: none. While a plugin's vendor does not answer, ours takes them
   * where it can; so it is with an amount that the plugin does not take.
   * @param amountRupiah absent: any.
   */
  forMethod(method: PaymentMethod, amountRupiah?: number): GuardedGateway | null {
    if (BY_HAND.has(method)) return this.find('manual');
    const own = this.vendor && offerOf(this.vendor, method) ? this.vendor : null;
    const added = this.added.forMethod(method);
    if (!added || !own) return added ?? own;
    return added.isClosedToBuyers || !takes(offerOf(added, method), amountRupiah) ? own : added;
  }

  /** The methods that a subscriber may choose from. */
  get offers(): readonly MethodOffer[] {
    const offered = PAYMENT_METHODS.filter((method) => !BY_HAND.has(method)).flatMap((method) => {
      const gateway = this.forMethod(method);
      return (gateway && offerOf(gateway, method)) ?? [];
    });
    return [...offered, ...(this.find('manual')?.offers ?? [])];
  }
}

export const offerOf = (gateway: GuardedGateway, method: PaymentMethod): MethodOffer | undefined =>
  gateway.offers.find((offer) => offer.method === method);

const takes = (offer: MethodOffer | undefined, amountRupiah: number | undefined): boolean =>
  amountRupiah === undefined ||
  (amountRupiah >= (offer?.leastRupiah ?? 1) && amountRupiah <= (offer?.mostRupiah ?? Infinity));
