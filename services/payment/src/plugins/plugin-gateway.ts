// plugin-gateway.ts — a plugin as a gateway. What it answers is checked for its form here, and for its truth where every
// gateway's word is: a report's number, amount and currency are compared with the order.
import type { Logger } from '@saring/service-kit';
import {
  callbackAnswer,
  createAnswer,
  endAnswer,
  feesAnswer,
  refundAnswer,
  Sandbox,
  statusAnswer,
  validateAnswer,
  type NetworkRules,
  type PluginPackage,
  type SandboxLimits,
} from '@saring/payment-plugin';
import type { z } from 'zod';
import type { Standing } from '../orders/domain/gateway-report';
import {
  FEE_MILLISECONDS,
  type ChargeOutcome,
  type ChargeRequest,
  type EndOutcome,
  type FeeQuestion,
  type Gateway,
  type MethodOffer,
  type ProbeOutcome,
  type Refundable,
  type RefundOutcome,
  type RefundRequest,
  type StatusOutcome,
  type Unavailable,
} from '../gateways/gateway';

export type PluginSettings = Readonly<Record<string, string>>;

type PluginParts = {
  readonly package: Pick<PluginPackage, 'manifest' | 'code'>;
  /** With the defaults; empty values are not set. */
  readonly settings: PluginSettings;
  readonly network: NetworkRules;
  /** Where its vendor is to call, for a buyer who returns to this address. */
  readonly callbackUrl: (returnUrl: string) => string;
  readonly logger: Logger;
  readonly now: () => Date;
  /** In place of the standard ones. */
  readonly limits?: Partial<SandboxLimits>;
};

type Answer<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'absent' } | Failed;
type Failed = { readonly kind: 'failed'; readonly reason: string; readonly hasCalled: boolean };

const STANDINGS: Readonly<Record<string, Standing>> = {
  pending: 'pending',
  paid: 'paid',
  expired: 'expired',
  cancelled: 'cancelled',
  failed: 'denied',
  refunded: 'refunded',
  reversed: 'reversed',
  unclear: 'unclear',
};
/** Nothing of it can be paid any more, or nothing has been paid: it may end here. */
const MAY_END: readonly Standing[] = ['pending', 'expired', 'cancelled', 'denied', 'challenged'];
const LONGEST_REASON = 120;
/** Callbacks wait for each other, and hold up no order. */
const CALLBACKS_SIDE_BY_SIDE = 1;

export class PluginGateway implements Gateway {
  readonly name = 'plugin';
  readonly offers: readonly MethodOffer[];
  /** `duitku@1.0.0` */
  readonly label: string;
  private readonly orders: Sandbox;
  private readonly callbacks: Sandbox;
  /** Of its own: what only the books want to know holds up no order. */
  private readonly fees: Sandbox;
  /** As the code sees them: of secrets only handles. */
  private readonly settings: Readonly<Record<string, unknown>>;
  private readonly logger: Logger;
  private readonly callbackUrl: (returnUrl: string) => string;
  private hasNoFees = false;
  private readonly refunds: ReadonlyMap<string, Refundable>;

  constructor({ package: pack, settings, network, callbackUrl, logger, now, limits }: PluginParts) {
    const { manifest, code } = pack;
    this.label = `${manifest.id}@${manifest.version}`;
    this.logger = logger;
    this.callbackUrl = callbackUrl;
    this.offers = manifest.methods.map(({ method, banks, fee, leastRupiah, mostRupiah }) => ({
      ...{ method, banks, leastRupiah, mostRupiah },
      ...(fee ? { fee } : {}),
    }));
    this.refunds = new Map(manifest.methods.map(({ method, refundable }) => [method, refundable]));
    const isSecret = (key: string) =>
      manifest.settings.some((one) => one.key === key && one.kind === 'secret');
    const secrets = Object.fromEntries(Object.entries(settings).filter(([key]) => isSecret(key)));
    this.settings = Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, isSecret(key) ? { secret: key } : value]),
    );
    const plugin = { code, permissions: manifest.permissions, secrets, network };
    const onLog = (line: string) => logger.debug({ plugin: this.label, line }, 'a plugin says');
    this.orders = new Sandbox(plugin, { onLog, now, limits });
    this.callbacks = new Sandbox(plugin, { onLog, now, limits, sideBySide: CALLBACKS_SIDE_BY_SIDE });
    this.fees = new Sandbox(plugin, {
      onLog,
      now,
      limits: { ...limits, totalMilliseconds: FEE_MILLISECONDS },
    });
  }

  async probe(): Promise<ProbeOutcome> {
    const answer = await this.ask('validate', validateAnswer, {});
    if (answer.kind === 'answer') return answer.value;
    const reason = answer.kind === 'absent' ? 'validate is missing' : answer.reason;
    return { outcome: 'failed', fault: 'unreadable', reason };
  }

  /** As the plugin says; a plugin that has no such function is asked once. */
  async ownFee(asked: FeeQuestion): Promise<number | null> {
    if (this.hasNoFees) return null;
    const answer = await this.ask('fees', feesAnswer, asked, this.fees);
    this.hasNoFees = answer.kind === 'absent';
    return answer.kind === 'answer' ? answer.value.feeRupiah : null;
  }

  async charge({ terms, askedAt, description, returnUrl = '' }: ChargeRequest): Promise<ChargeOutcome> {
    const { orderNumber, amountRupiah, method, bank, expiresAt } = terms;
    const minutes = Math.round((Date.parse(expiresAt) - Date.parse(askedAt)) / 60_000);
    const order = {
      ...{ number: orderNumber, amountRupiah, currency: 'IDR', method, bank, description, expiresAt },
      minutesLeft: Math.max(1, minutes),
    };
    const callbackUrl = this.callbackUrl(returnUrl);
    const answer = await this.ask('createPayment', createAnswer, { order, callbackUrl, returnUrl });
    if (answer.kind === 'answer') return withShortReason(answer.value);
    if (answer.kind === 'absent') return { ...unavailable('createPayment is missing'), isUntaken: true };
    // What it asked of its vendor may have been done: the status says.
    return answer.hasCalled
      ? { outcome: 'unknown', reason: answer.reason }
      : { ...unavailable(answer.reason), isUntaken: true };
  }

  async status(orderNumber: string): Promise<StatusOutcome> {
    const answer = await this.ask('checkStatus', statusAnswer, { order: { number: orderNumber } });
    if (answer.kind !== 'answer')
      return unavailable(answer.kind === 'absent' ? 'checkStatus is missing' : answer.reason);
    const { value } = answer;
    if (value.outcome !== 'report') return withShortReason(value);
    const { state, reference, paidAt, instructions = {}, method, ...said } = value;
    return {
      outcome: 'report',
      instructions,
      report: {
        standing: STANDINGS[state] ?? 'unclear',
        orderNumber: said.orderNumber,
        amountRupiah: said.amountRupiah,
        currency: said.currency,
        merchantId: '',
        transactionId: reference,
        paymentType: said.paymentType,
        ...(method ? { method } : {}),
        settledAt: paidAt === undefined ? null : new Date(paidAt).toISOString(),
        refunds: said.refunds,
      },
    };
  }

  /** A plugin knows one transaction of an order. */
  async transactionStatus(orderNumber: string, transactionId: string): Promise<StatusOutcome> {
    const status = await this.status(orderNumber);
    const isOther = status.outcome === 'report' && status.report.transactionId !== transactionId;
    return isOther ? { outcome: 'absent' } : status;
  }

  /** Its code is given as text, or it cannot be shown: a picture of a stranger's address is not fetched. */
  async qrPicture(): Promise<null> {
    return null;
  }

  cancel(orderNumber: string): Promise<EndOutcome> {
    return this.end(orderNumber);
  }

  expire(orderNumber: string): Promise<EndOutcome> {
    return this.end(orderNumber);
  }

  async refund({ orderNumber, key, amountRupiah, reason }: RefundRequest): Promise<RefundOutcome> {
    const input = { order: { number: orderNumber }, key, refundRupiah: amountRupiah, reason };
    const answer = await this.ask('refund', refundAnswer, input);
    if (answer.kind === 'answer') return withShortReason(answer.value);
    return answer.kind === 'absent'
      ? { outcome: 'refused', reason: 'paid out by hand only' }
      : unavailable(answer.reason);
  }

  refundable(paymentType: string): Refundable {
    return this.refunds.get(paymentType) ?? 'no';
  }

  /**
   * Which order a callback is about, and whether its proof is right.
   * @returns null: the plugin did not understand it, or did not answer.
   */
  async callback(body: string, headers: Readonly<Record<string, string>>): Promise<Callback | null> {
    const answer = await this.ask('handleCallback', callbackAnswer, { body, headers }, this.callbacks);
    return answer.kind === 'answer' ? answer.value : null;
  }

  /** Where a plugin cannot end an order, it only ends here: money that comes all the same is seen by later checks. */
  private async end(orderNumber: string): Promise<EndOutcome> {
    const answer = await this.ask('cancel', endAnswer, { order: { number: orderNumber } });
    if (answer.kind === 'answer') return withShortReason(answer.value);
    if (answer.kind === 'failed') return unavailable(answer.reason);
    const status = await this.status(orderNumber);
    if (status.outcome !== 'report') return status;
    return { outcome: MAY_END.includes(status.report.standing) ? 'done' : 'refused' };
  }

  private async ask<S extends z.ZodType>(
    call: string,
    schema: S,
    input: object,
    sandbox = this.orders,
  ): Promise<Answer<z.infer<S>>> {
    const outcome = await sandbox.call(call, { ...input, settings: this.settings });
    if (outcome.kind === 'absent') return outcome;
    if (outcome.kind === 'failed') {
      const { reason, message, hasCalled } = outcome;
      this.logger.warn({ plugin: this.label, call, reason, message }, 'a call of a plugin failed');
      return { kind: 'failed', reason: `${this.label} ${call}: ${reason}`, hasCalled };
    }
    const parsed = schema.safeParse(outcome.value);
    if (parsed.success) return { kind: 'answer', value: parsed.data };
    const [issue] = parsed.error.issues;
    const message = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
    this.logger.warn({ plugin: this.label, call, message }, 'a plugin answers what is no answer');
    return { kind: 'failed', reason: `${this.label} ${call}: no answer`, hasCalled: true };
  }
}

type Callback = z.infer<typeof callbackAnswer>;

const unavailable = (reason: string): Unavailable => ({ outcome: 'unavailable', reason });

const withShortReason = <T extends { readonly outcome: string }>(answer: T): T =>
  'reason' in answer ? { ...answer, reason: String(answer.reason).slice(0, LONGEST_REASON) } : answer;
