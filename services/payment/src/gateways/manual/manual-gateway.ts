// manual-gateway.ts — a transfer, a printed code or cash: no vendor is asked, an operator looks and confirms.
import { qrisWithAmount, type StaticQris } from '@saring/kernel';
import type {
  ChargeOutcome,
  ChargeRequest,
  EndOutcome,
  Gateway,
  MethodOffer,
  ProbeOutcome,
  Refundable,
  RefundOutcome,
  StatusOutcome,
} from '../gateway';

export class ManualGateway implements Gateway {
  readonly name = 'manual';
  readonly offers: readonly MethodOffer[];

  /**
   * @param transferText where to transfer; empty: only operators make such orders.
   * @param codeAt the printed code of a site; null: it has none.
   * @param hasCodes of any site.
   */
  constructor(
    private readonly transferText: string,
    private readonly codeAt: (site: string) => StaticQris | null = () => null,
    hasCodes = false,
  ) {
    this.offers = [
      ...(hasCodes ? [{ method: 'static_qris' as const, banks: [] }] : []),
      ...(transferText === '' ? [] : [{ method: 'manual' as const, banks: [] }]),
    ];
  }

  async probe(): Promise<ProbeOutcome> {
    return this.offers.length === 0
      ? { outcome: 'failed', fault: 'not_configured', reason: '' }
      : { outcome: 'accepted' };
  }

  async charge({ terms }: ChargeRequest): Promise<ChargeOutcome> {
    if (terms.method === 'static_qris') {
      const code = this.codeAt(terms.site);
      if (!code) return { outcome: 'rejected', reason: 'the site has no printed code' };
      const { merchantName } = code;
      const qrString = qrisWithAmount(code, terms.amountRupiah);
      return { outcome: 'accepted', instructions: { qrString, merchantName } };
    }
    const instructions = this.transferText === '' ? {} : { transferText: this.transferText };
    return { outcome: 'accepted', instructions };
  }

  async status(): Promise<StatusOutcome> {
    return { outcome: 'absent' };
  }

  async transactionStatus(): Promise<StatusOutcome> {
    return { outcome: 'absent' };
  }

  async qrPicture(): Promise<null> {
    return null;
  }

  async cancel(): Promise<EndOutcome> {
    return { outcome: 'absent' };
  }

  async expire(): Promise<EndOutcome> {
    return { outcome: 'absent' };
  }

  async refund(): Promise<RefundOutcome> {
    return { outcome: 'refused', reason: 'paid out by hand only' };
  }

  refundable(): Refundable {
    return 'no';
  }
}
