// vouchers.requests.ts — vouchers: made, looked at, printed, sold, made void and redeemed.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import {
  COUNTER_METHODS,
  endOfLocalDay,
  isUuid,
  toInstant,
  VOUCHER_RETURNS,
  type Instant,
} from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, pageLimit, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Agents } from '../agents/agents';
import { Catalogue } from '../catalogue/catalogue';
import { soldHours } from '../catalogue/domain/package-hours';
import { operatorIn } from '../counter/counter';
import { SiteProfiles } from '../sites/site-profiles';
import { TICKET_DEVICES, type BatchTerms } from './domain/voucher-batch';
import { Redemption } from './redemption';
import { VoucherBatches } from './voucher-batches';
import { VoucherCounter } from './voucher-counter';
import { listVoucherBatches, listVouchers, type BatchRow, type VoucherRow } from './vouchers.rows';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAGE = { longest: 200, standard: 50 };

@Controller()
export class VoucherRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly batches: VoucherBatches,
    private readonly counter: VoucherCounter,
    private readonly redemption: Redemption,
    private readonly catalogue: Catalogue,
    private readonly profiles: SiteProfiles,
    private readonly agents: Agents,
  ) {}

  @Answers(Billing.method.makeVouchers)
  async makeVouchers(request: Request<'makeVouchers'>): Reply<'makeVouchers'> {
    const { commandId, actor, packageId, redeemableUntil } = request;
    const found = isUuid(packageId) ? await this.catalogue.find(packageId) : null;
    if (!found) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    const { amount, prefix, codeLength, costRupiah, seller, note, site, agentId } = request;
    const timeZone = await this.profiles.timeZoneOf(site);
    const asked = {
      ...{ amount, prefix, codeLength, costRupiah, seller: seller.trim(), note: note.trim(), site },
      redeemableUntil: earliest(momentIn(redeemableUntil, timeZone), found.validUntil),
      ...(agentId === '' ? {} : { agentId }),
    };
    if (agentId !== '') await this.agents.mustBe(agentId);
    const terms: BatchTerms = {
      ...{ packageId, packageName: found.name, bytes: found.bytes, unlimited: found.unlimited },
      ...{ lastsSeconds: found.lastsSeconds, startsAtFirstUse: found.startsAtFirstUse },
      speedDownKilobitsPerSecond: found.speedDownKilobitsPerSecond,
      speedUpKilobitsPerSecond: found.speedUpKilobitsPerSecond,
      fupThresholdBytes: found.fupThresholdBytes,
      deviceLimit: found.deviceLimit || TICKET_DEVICES,
      ...(found.onlineSeconds > 0 ? { onlineSeconds: found.onlineSeconds } : {}),
      ...(found.validUntil === null ? {} : { validUntil: found.validUntil }),
      ...soldHours(found, timeZone),
      ...asked,
      priceRupiah: request.priceRupiah ?? found.priceRupiah,
    };
    const content = { ...asked, packageId, priceRupiah: request.priceRupiah };
    return batchReply(await this.batches.make(terms, { commandId, actor, content }));
  }

  @Answers(Billing.method.listVoucherBatches)
  async listVoucherBatches(request: Request<'listVoucherBatches'>): Reply<'listVoucherBatches'> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listVoucherBatches(this.pool, placeOf(request.cursor), limit + 1);
    return pageOf(rows, {
      limit,
      item: batchReply,
      place: ({ madeAt, id }) => ({ at: toInstant(madeAt), id }),
    });
  }

  @Answers(Billing.method.getVoucherBatch)
  async getVoucherBatch({ batchId }: Request<'getVoucherBatch'>): Reply<'getVoucherBatch'> {
    return batchReply(await this.batches.find(batchIn(batchId)));
  }

  @Answers(Billing.method.listVouchers)
  async listVouchers(request: Request<'listVouchers'>): Reply<'listVouchers'> {
    const { id } = await this.batches.find(batchIn(request.batchId));
    const { state, afterNumber } = request;
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listVouchers(this.pool, id, { state, afterNumber, limit: limit + 1 });
    const items = rows.slice(0, limit).map(voucherReply);
    return { items, ...(rows.length > limit ? { nextAfterNumber: items.at(-1)?.number } : {}) };
  }

  @Answers(Billing.method.printVouchers)
  async printVouchers(request: Request<'printVouchers'>): Reply<'printVouchers'> {
    const { commandId, actor, mayRepeat, withSold } = request;
    const batchId = batchIn(request.batchId);
    const items = await this.batches.print(
      batchId,
      { mayRepeat, withSold },
      { commandId, actor, content: { batchId, withSold } },
    );
    return { batch: batchReply(await this.batches.find(batchId)), items: [...items] };
  }

  @Answers(Billing.method.sellVouchers)
  async sellVouchers(request: Request<'sellVouchers'>): Reply<'sellVouchers'> {
    const { commandId, actor, amount, paidRupiah, note, firstNumber } = request;
    const method = COUNTER_METHODS.find((one) => one === request.method);
    if (!method) throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    const { sale, vouchers } = await this.counter.sell({
      ...{ commandId, actor, cashier: operatorIn(actor), batchId: batchIn(request.batchId) },
      ...{ amount, method, paidRupiah, note, firstNumber },
    });
    return {
      ...{ saleId: sale.id, batchId: sale.batchId, amountRupiah: sale.amountRupiah, method: sale.method },
      ...{ changeRupiah: sale.paidRupiah - sale.amountRupiah, soldAt: toInstant(sale.soldAt) },
      vouchers: [...vouchers],
    };
  }

  @Answers(Billing.method.voidVoucher)
  async voidVoucher(request: Request<'voidVoucher'>): Reply<'voidVoucher'> {
    const { commandId, actor, voucherId, reason } = request;
    if (!isUuid(voucherId)) throw new RefusalError('BILLING.VOUCHER_UNKNOWN');
    const returned = VOUCHER_RETURNS.find((one) => one === request.returned) ?? 'none';
    const voiding = { voucherId, reason, returned, operatorId: operatorIn(actor) };
    const content = { voucherId, reason, returned };
    return voucherReply(await this.counter.makeVoid(voiding, { commandId, actor, content }));
  }

  @Answers(Billing.method.redeemVoucher)
  async redeemVoucher({ code, subscriberId, sources }: Request<'redeemVoucher'>): Reply<'redeemVoucher'> {
    if (subscriberId !== '' && !isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    const redeemed = await this.redemption.redeem(code, subscriberId || null, sources);
    const { row, batch, accountId, granted } = redeemed;
    const { packageName, bytes, unlimited, lastsSeconds, onlineSeconds = 0, site } = batch.terms;
    return {
      ...{ voucherId: row.id, subscriberId: accountId, ownAccount: accountId === row.id, granted, site },
      ...{ packageName, label: `Voucher ${packageName} ${row.number}`, bytes, unlimited, lastsSeconds },
      onlineSeconds,
    };
  }
}

const batchIn = (batchId: string): string => {
  if (!isUuid(batchId)) throw new RefusalError('BILLING.VOUCHER_BATCH_UNKNOWN');
  return batchId;
};

const DATE = /^\d{4}-\d\d-\d\d$/;

/** A date alone lasts to its end where the site is. */
const momentIn = (text: string, timeZone: string): Instant | null => {
  if (text === '') return null;
  const at = DATE.test(text) ? endOfLocalDay(text, timeZone) : new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'redeemableUntil', rule: 'isIso8601' }] });
  return toInstant(at);
};

const batchReply = ({ id, terms, ...row }: BatchRow): Awaited<Reply<'getVoucherBatch'>> => ({
  ...{ batchId: id, packageId: terms.packageId, packageName: terms.packageName, bytes: terms.bytes },
  ...{ unlimited: terms.unlimited, lastsSeconds: terms.lastsSeconds, deviceLimit: terms.deviceLimit },
  ...{ onlineSeconds: terms.onlineSeconds ?? 0, validHours: terms.validHours ?? '' },
  ...{ startsAtFirstUse: terms.startsAtFirstUse, amount: terms.amount, prefix: terms.prefix },
  ...{ codeLength: terms.codeLength, priceRupiah: terms.priceRupiah, costRupiah: terms.costRupiah },
  ...{ seller: terms.seller, note: terms.note, site: terms.site },
  ...(terms.redeemableUntil === null ? {} : { redeemableUntil: terms.redeemableUntil }),
  ...{ madeAt: toInstant(row.madeAt), actor: row.actor, printed: row.printed },
  ...{ unsold: row.unsold, sold: row.sold, active: row.active, usedUp: row.usedUp },
  ...{ expired: row.expired, void: row.voided },
  ...{ revenueRupiah: row.revenueRupiah, agentId: terms.agentId },
});

const voucherReply = (row: VoucherRow) => ({
  ...{ voucherId: row.id, batchId: row.batchId, number: row.number, state: row.state },
  ...(row.soldAt === null ? {} : { soldAt: toInstant(row.soldAt) }),
  ...(row.redeemedAt === null ? {} : { redeemedAt: toInstant(row.redeemedAt) }),
  ...(row.subscriberId === null ? {} : { subscriberId: row.subscriberId }),
  ...(row.voidedAt === null ? {} : { voidedAt: toInstant(row.voidedAt) }),
  ...(row.reason === null ? {} : { reason: row.reason }),
});

const earliest = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;
