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
import type { PaymentConfig, PrintedQris } from '../config';
import { feeOf } from './gateway-fees';
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

/** Of which the fees are compared where no amount is known yet. */
const USUAL_RUPIAH = 50_000;
const OWN_ROUTE = 'midtrans';

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
const BY_HAND: ReadonlySet<PaymentMethod> = new Set(['manual', 'static_qris', ...COUNTER_METHODS] as const);

/** Gateways that operators have added, as far as they are known here. */
export interface AddedGateways {
  /** Looks whether others were added, changed or taken away. */
  refresh(): Promise<void>;
  /** @param label `duitku@1.0.0` */
  find(label: string): GuardedGateway | null;
  /** Those that take new orders by this method. */
  forMethod(method: PaymentMethod): readonly GuardedGateway[];
}

const NONE_ADDED: AddedGateways = { refresh: async () => undefined, find: () => null, forMethod: () => [] };

/** What a buyer wants to pay by. */
type Wish = {
  readonly method: PaymentMethod;
  /** Absent: any. */
  readonly amountRupiah?: number;
  /** Absent: any. */
  readonly bank?: string | undefined;
};

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
    const { MANUAL_TRANSFER_TEXT: transferText, STATIC_QRIS: code, STATIC_QRIS_BY_SITE: codes } = this.config;
    const parts = JSON.stringify([settings, transferText, code, codes]);
    if (parts === this.madeOf) return;
    this.madeOf = parts;
    this.vendorEnvironment = settings ? environmentOf(settings.coreBaseUrl) : null;
    const known = [
      new ManualGateway(
        transferText,
        (site) => this.codeAt(site)?.code ?? null,
        code !== null || Object.keys(codes).length > 0,
      ),
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

  /** The printed code that a site is paid by; null: it has none. */
  codeAt(site: string): PrintedQris | null {
    const { STATIC_QRIS: code, STATIC_QRIS_BY_SITE: codes } = this.config;
    return Object.hasOwn(codes, site) ? (codes[site] ?? null) : code;
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
   * The gateways for new orders by this method, the first one first: as PAYMENT_ROUTES says, else the cheapest for this
   * amount; where two cost the same, what operators have added stands before ours.
   */
  routes({ method, amountRupiah = USUAL_RUPIAH }: Wish): readonly GuardedGateway[] {
    const manual = this.find('manual');
    if (BY_HAND.has(method)) return manual ? [manual] : [];
    const own = this.vendor && offerOf(this.vendor, method) ? [this.vendor] : [];
    const all = [...this.added.forMethod(method), ...own];
    const order = this.config.PAYMENT_ROUTES[method];
    if (order) return order.flatMap((name) => all.filter((gateway) => routeNameOf(gateway) === name));
    const costOf = (gateway: GuardedGateway): number =>
      feeOf(this.config, method, amountRupiah, offerOf(gateway, method));
    return [...all].sort((left, right) => costOf(left) - costOf(right));
  }

  /** Those of `routes` that take it, and that a buyer need not wait for in vain. */
  usable(wish: Wish): readonly GuardedGateway[] {
    return this.routes(wish).filter((gateway) => !gateway.isClosedToBuyers && takes(gateway, wish));
  }

  /** What a gateway keeps of the usual sum by this method, in rupiah. */
  usualCostOf(gateway: Pick<GuardedGateway, 'offers'>, method: PaymentMethod): number {
    return feeOf(this.config, method, USUAL_RUPIAH, offerOf(gateway, method));
  }

  /** Who gets a new order of the usual sum by this method now, as PAYMENT_ROUTES names it; null: nobody. */
  collectorOf(method: PaymentMethod): string | null {
    const [first] = this.usable({ method, amountRupiah: USUAL_RUPIAH });
    return first ? routeNameOf(first) : null;
  }

  /** Takes a new order; else the one that says why not; null: none is set. */
  forWish(wish: Wish): GuardedGateway | null {
    const all = this.routes(wish);
    const first = this.usable(wish)[0] ?? all.find((gateway) => takes(gateway, wish)) ?? all.at(-1);
    return first ?? null;
  }

  /** The methods that a subscriber may choose from; `isOpen`: a gateway of it answers. */
  get ways(): readonly Way[] {
    const offered = PAYMENT_METHODS.filter((method) => !BY_HAND.has(method)).flatMap((method) => {
      const routes = this.routes({ method });
      const open = routes.filter((gateway) => !gateway.isBreakerOpen);
      const offers = (open.length > 0 ? open : routes).flatMap((gateway) => offerOf(gateway, method) ?? []);
      const [first] = offers;
      const banks = [...new Set(offers.flatMap((offer) => offer.banks))];
      return first ? [{ ...first, banks, isOpen: open.length > 0 }] : [];
    });
    const manual = this.find('manual');
    const transfers = manual?.offers.map((offer) => ({ ...offer, isOpen: !manual.isBreakerOpen }));
    return [...offered, ...(transfers ?? [])];
  }
}

type Way = MethodOffer & { readonly isOpen: boolean };

/** By which PAYMENT_ROUTES names it: of a plugin any version. */
const routeNameOf = ({ name, label }: GuardedGateway): string =>
  name === 'plugin' ? `plugin:${label.split('@', 1)[0]}` : OWN_ROUTE;

export const offerOf = (
  gateway: Pick<GuardedGateway, 'offers'>,
  method: PaymentMethod,
): MethodOffer | undefined => gateway.offers.find((offer) => offer.method === method);

const takes = (gateway: GuardedGateway, { method, amountRupiah, bank }: Wish): boolean => {
  const { leastRupiah = 1, mostRupiah = Infinity, banks = [] } = offerOf(gateway, method) ?? {};
  const hasBank = method !== 'va' || bank === undefined || banks.includes(bank);
  return (
    hasBank && (amountRupiah === undefined || (amountRupiah >= leastRupiah && amountRupiah <= mostRupiah))
  );
};
