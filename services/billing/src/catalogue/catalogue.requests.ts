import { Controller, Inject } from '@nestjs/common';
import {
  Billing,
  type Package as PackageMessage,
  type Promo as PromoMessage,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import {
  type Clock,
  idFrom,
  type Instant,
  isUuid,
  PROMO_KINDS,
  type PromoKind,
  type Result,
  toInstant,
} from '@saring/kernel';
import { RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Ledger } from '../ledger';
import { findPackage, findPromo, listPackages, listPromos } from './catalogue.rows';
import { Catalogue } from './catalogue';
import { SECONDS_A_DAY } from './domain/duration';
import { bestValueOf, checkPackage, isOnSale, type Package } from './domain/package';
import { checkPromo, promoState, type Promo } from './domain/promo';
import { packageReply, promoReply, type Buyer } from './catalogue-replies';
import { SaleTermsNow } from '../sales/quote';

type Methods = typeof Billing.method;
type PackageReply = ReplyOf<Methods['createPackage']>;
type PromoReply = ReplyOf<Methods['createPromo']>;

@Controller()
export class CatalogueRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly terms: SaleTermsNow,
    private readonly ledger: Ledger,
    private readonly catalogue: Catalogue,
  ) {}

  @Answers(Billing.method.listPackages)
  async listPackages(request: RequestOf<Methods['listPackages']>): Promise<ReplyOf<Methods['listPackages']>> {
    const packages = await listPackages(this.pool);
    const promos = await listPromos(this.pool);
    const now = toInstant(this.clock.now());
    const best = bestValueOf(packages, now);
    const shown = packages.filter((one) => isOnSale(one, now) || request.includeInactive);
    const buyer = await this.buyer(request);
    return { items: shown.map((one) => packageReply(one, promos, best, now, buyer)) };
  }

  @Answers(Billing.method.createPackage)
  async createPackage(request: RequestOf<Methods['createPackage']>): Promise<PackageReply> {
    if (!request.package) throw new RefusalError('REQUEST.MALFORMED', { field: 'package' });
    const packageId = idFrom('package', request.commandId);
    const sold = checked(checkPackage(packageFrom(packageId, request.package)));
    const context = { commandId: request.commandId, actor: request.actor, content: sold };
    await this.catalogue.record(packageId, context, (at) => ({ type: 'PackageCreated', at, item: sold }));
    return this.packageNow(packageId);
  }

  @Answers(Billing.method.updatePackage)
  async updatePackage(request: RequestOf<Methods['updatePackage']>): Promise<PackageReply> {
    const { packageId, actor } = request;
    const change = packageChange(request);
    const context = { commandId: request.commandId, actor, content: change };
    await this.catalogue.record(packageId, context, async (at) => {
      const item = checked(checkPackage({ ...(await this.packageOf(packageId)), ...change }));
      return { type: 'PackageChanged', at, item };
    });
    return this.packageNow(packageId);
  }

  @Answers(Billing.method.listPromos)
  async listPromos(request: RequestOf<Methods['listPromos']>): Promise<ReplyOf<Methods['listPromos']>> {
    const now = toInstant(this.clock.now());
    const promos = await listPromos(this.pool);
    const shown = promos.filter((promo) => request.includeInactive || promoState(promo, now) === 'active');
    return { items: shown.map((promo) => promoReply(promo, now)) };
  }

  @Answers(Billing.method.createPromo)
  async createPromo(request: RequestOf<Methods['createPromo']>): Promise<PromoReply> {
    if (!request.promo) throw new RefusalError('REQUEST.MALFORMED', { field: 'promo' });
    const promoId = idFrom('promo', request.commandId);
    const promo = checked(checkPromo(promoFrom(promoId, request.promo)));
    const known = new Set((await listPackages(this.pool)).map((one) => one.packageId));
    if (!promo.packageIds.every((id) => known.has(id))) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    const context = { commandId: request.commandId, actor: request.actor, content: promo };
    await this.catalogue.record(promoId, context, (at) => ({ type: 'PromoCreated', at, item: promo }));
    return this.promoNow(promoId);
  }

  @Answers(Billing.method.updatePromo)
  async updatePromo(request: RequestOf<Methods['updatePromo']>): Promise<PromoReply> {
    const { promoId, actor } = request;
    const change = promoChange(request);
    const context = { commandId: request.commandId, actor, content: change };
    await this.catalogue.record(promoId, context, async (at) => {
      const item = checked(checkPromo({ ...(await this.promoOf(promoId)), ...change }));
      return { type: 'PromoChanged', at, item };
    });
    return this.promoNow(promoId);
  }

  /** The shop is shown while the ledger is away too, then without what a package would renew. */
  private async buyer({ subscriberId, site }: RequestOf<Methods['listPackages']>): Promise<Buyer> {
    const policy = this.terms.expiryPolicy(site);
    if (policy === 'per-grant' || !isUuid(subscriberId)) return { policy, held: [] };
    try {
      return { policy, held: await this.ledger.held(subscriberId) };
    } catch (error) {
      if (error instanceof UnavailableError) return { policy, held: [] };
      throw error;
    }
  }

  private async packageOf(packageId: string): Promise<Package> {
    const sold = isUuid(packageId) ? await findPackage(this.pool, packageId) : null;
    if (!sold) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    return sold;
  }

  private async packageNow(packageId: string): Promise<PackageReply> {
    const sold = await this.packageOf(packageId);
    const now = toInstant(this.clock.now());
    const best = bestValueOf(await listPackages(this.pool), now);
    const buyer = { policy: this.terms.expiryPolicy(''), held: [] };
    return packageReply(sold, await listPromos(this.pool), best, now, buyer);
  }

  private async promoOf(promoId: string): Promise<Promo> {
    const promo = isUuid(promoId) ? await findPromo(this.pool, promoId) : null;
    if (!promo) throw new RefusalError('BILLING.PROMO_UNKNOWN');
    return promo;
  }

  private async promoNow(promoId: string): Promise<PromoReply> {
    return promoReply(await this.promoOf(promoId), toInstant(this.clock.now()));
  }
}

/** @throws RefusalError with the code of the check. */
const checked = <T>(result: Result<T>): T => {
  if (!result.ok) throw new RefusalError(result.refusal.code, result.refusal.details);
  return result.value;
};

const packageFrom = (packageId: string, given: PackageMessage): Package => ({
  packageId,
  name: given.name,
  description: given.description,
  bytes: given.bytes,
  unlimited: given.unlimited,
  lastsSeconds: given.lastsSeconds || given.days * SECONDS_A_DAY,
  startsAtFirstUse: given.startsAtFirstUse,
  priceRupiah: given.priceRupiah,
  speedDownKilobitsPerSecond: given.speedDownKilobitsPerSecond,
  speedUpKilobitsPerSecond: given.speedUpKilobitsPerSecond,
  fupThresholdBytes: given.fupThresholdBytes ?? null,
  deviceLimit: given.deviceLimit,
  onlineSeconds: given.onlineSeconds,
  active: given.active,
  sortOrder: given.sortOrder,
  sellFrom: packageTime(given.sellFrom),
  sellUntil: packageTime(given.sellUntil),
  validUntil: packageTime(given.validUntil),
  ...{ validHours: given.validHours, speedHours: given.speedHours },
  hoursSpeedDownKilobitsPerSecond: given.hoursSpeedDownKilobitsPerSecond,
  hoursSpeedUpKilobitsPerSecond: given.hoursSpeedUpKilobitsPerSecond,
});

/** Empty: none. @throws RefusalError BILLING.PACKAGE_TIMES_INVALID for what is no time. */
const packageTime = (text: string | undefined): Instant | null =>
  text ? instant(text, 'BILLING.PACKAGE_TIMES_INVALID') : null;

/** Fields of the request replace those of the row. */
const given = <T extends object>(fields: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: Exclude<T[K], undefined>;
  }>;

const packageChange = (request: RequestOf<Methods['updatePackage']>): Partial<Package> =>
  given({
    name: request.name,
    description: request.description,
    bytes: request.bytes,
    unlimited: request.unlimited,
    lastsSeconds:
      request.lastsSeconds ?? (request.days === undefined ? undefined : request.days * SECONDS_A_DAY),
    startsAtFirstUse: request.startsAtFirstUse,
    priceRupiah: request.priceRupiah,
    speedDownKilobitsPerSecond: request.speedDownKilobitsPerSecond,
    speedUpKilobitsPerSecond: request.speedUpKilobitsPerSecond,
    fupThresholdBytes: request.fupThresholdBytes,
    deviceLimit: request.deviceLimit,
    onlineSeconds: request.onlineSeconds,
    active: request.active,
    sortOrder: request.sortOrder,
    ...{ validHours: request.validHours, speedHours: request.speedHours },
    hoursSpeedDownKilobitsPerSecond: request.hoursSpeedDownKilobitsPerSecond,
    hoursSpeedUpKilobitsPerSecond: request.hoursSpeedUpKilobitsPerSecond,
    ...(request.sellFrom === undefined ? {} : { sellFrom: packageTime(request.sellFrom) }),
    ...(request.sellUntil === undefined ? {} : { sellUntil: packageTime(request.sellUntil) }),
    ...(request.validUntil === undefined ? {} : { validUntil: packageTime(request.validUntil) }),
  });

/** @throws RefusalError for what is no time. */
const instant = (text: string, code = 'BILLING.PROMO_TIMES_INVALID'): Instant => {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new RefusalError(code);
  return toInstant(time);
};

const isPromoKind = (kind: string): kind is PromoKind => PROMO_KINDS.some((one) => one === kind);

const promoFrom = (promoId: string, message: PromoMessage): Promo => {
  if (!isPromoKind(message.kind)) throw new RefusalError('BILLING.PROMO_KIND_INVALID');
  return {
    promoId,
    name: message.name,
    description: message.description,
    kind: message.kind,
    published: message.published,
    startsAt: instant(message.startsAt),
    endsAt: message.endsAt ? instant(message.endsAt) : null,
    discountPercent: message.discountPercent,
    discountRupiah: message.discountRupiah,
    bonusBytes: message.bonusBytes,
    bonusDays: message.bonusDays,
    packageIds: [...new Set(message.packageIds)],
  };
};

/** An empty end takes it away. */
const promoChange = (request: RequestOf<Methods['updatePromo']>): Partial<Promo> => ({
  ...given({ name: request.name, published: request.published, description: request.description }),
  ...(request.startsAt === undefined ? {} : { startsAt: instant(request.startsAt) }),
  ...(request.endsAt === undefined ? {} : { endsAt: request.endsAt ? instant(request.endsAt) : null }),
});
