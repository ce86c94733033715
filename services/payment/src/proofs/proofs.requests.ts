// proofs.requests.ts — pictures of orders: of transfers, sent by the subscriber; of codes, drawn by the vendor.
import { create, toJson, type JsonValue } from '@bufbuild/protobuf';
import { Controller, Inject } from '@nestjs/common';
import { Payment, ProofSchema, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, deriveKey, PG_POOL, Sealer } from '@saring/service-kit';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { Gateways } from '../gateways/gateways';
import { PaymentOrders } from '../orders/payment-orders';
import { viewOf } from '../orders/view';
import { ProofFiles } from './proof-files';
import { checkProof } from './proof-image';
import { findProof, ordersWithProof, saveProof, unansweredProofs } from './proofs.rows';

const rpc = Payment.method;
type Reply = ReplyOf<typeof rpc.getPayment>;
/** A late transfer is shown too; a paid order needs no picture. */
const TAKES_PROOF = ['created', 'pending', 'expired', 'cancelled'];

/** Of one page of orders. */
const MOST_ORDERS = 200;

/** A picture of an order that has ended is offered to operators for so long. */
const ANSWERED_WITHIN_MILLISECONDS = 30 * 86_400_000;

/** A picture that is moved to another order does not open. */
const proofName = (orderId: string): string => `payment-proof ${orderId}`;

@Controller()
export class ProofRequests {
  private readonly sealer: Sealer;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly orders: PaymentOrders,
    private readonly gateways: Gateways,
    private readonly files: ProofFiles,
    @Inject(PAYMENT_CONFIG) config: PaymentConfig,
  ) {
    this.sealer = new Sealer(deriveKey(config.SECRETS_KEY, 'payment-proofs'));
  }

  @Answers(rpc.attachProof)
  async attach(request: RequestOf<typeof rpc.attachProof>): Promise<Reply> {
    const row = await this.orders.row(request.orderId);
    if (row.subscriber_id !== request.subscriberId) throw new RefusalError('PAYMENT.UNKNOWN');
    if (row.gateway !== 'manual') throw new RefusalError('PAYMENT.NOT_MANUAL');
    if (!TAKES_PROOF.includes(row.state)) throw new RefusalError('PAYMENT.NOT_OPEN', { state: row.state });
    const checked = checkProof(request.image);
    if (!checked.ok) throw new RefusalError(checked.refusal.code, checked.refusal.details);
    const sealed = this.sealer.seal(request.image, proofName(row.order_id));
    const file = await this.files.put(row.order_id, sealed);
    const stored = { file, image: file === null ? sealed : null, contentType: checked.value };
    const former = await saveProof(this.pool, row.order_id, stored, this.clock.now());
    if (former !== null) await this.files.removeLeft([former]);
    return viewOf(await this.orders.row(row.order_id));
  }

  @Answers(rpc.getProof)
  async proof(request: RequestOf<typeof rpc.getProof>): Promise<JsonValue> {
    if (!isUuid(request.orderId)) throw new RefusalError('PAYMENT.UNKNOWN');
    const proof = await findProof(this.pool, request.orderId);
    if (!proof) throw new RefusalError('PAYMENT.PROOF_UNKNOWN');
    const { contentType, isSealed } = proof;
    const stored = proof.file === null ? proof.image : await this.files.get(proof.file);
    if (!stored) throw new RefusalError('PAYMENT.PROOF_UNKNOWN');
    const image = isSealed ? this.sealer.open(stored, proofName(request.orderId)) : stored;
    // Bytes travel as base64: only the contract's own writer knows that.
    return toJson(ProofSchema, create(ProofSchema, { image, contentType }));
  }

  @Answers(rpc.getQrPicture)
  async qrPicture(request: RequestOf<typeof rpc.getQrPicture>): Promise<JsonValue> {
    const row = await this.orders.row(request.orderId);
    const { state, instructions } = row;
    const url = state === 'pending' ? instructions.qrImageUrl : undefined;
    const picture = url ? await (await this.gateways.of(row))?.qrPicture(url) : null;
    if (!picture) throw new RefusalError('PAYMENT.NO_QR_PICTURE');
    return toJson(ProofSchema, create(ProofSchema, picture));
  }

  @Answers(rpc.findProofs)
  async find({
    orderIds,
    ended,
    waiting,
  }: RequestOf<typeof rpc.findProofs>): Promise<ReplyOf<typeof rpc.findProofs>> {
    if (ended) {
      const since = new Date(this.clock.now().getTime() - ANSWERED_WITHIN_MILLISECONDS);
      const sought = { isEnded: !waiting, since, limit: MOST_ORDERS };
      return { orderIds: [...(await unansweredProofs(this.pool, sought))] };
    }
    const asked = orderIds.slice(0, MOST_ORDERS).filter(isUuid);
    return { orderIds: [...(await ordersWithProof(this.pool, asked))] };
  }
}
