// manual-gateway.ts — a transfer or cash: no vendor is asked, an operator looks and confirms.
import type {
  ChargeOutcome,
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

  /** @param transferText where to transfer; empty: only operators make such orders. */
  constructor(private readonly transferText: string) {
    this.offers = transferText === '' ? [] : [{ method: 'manual', banks: [] }];
  }

  async probe(): Promise<ProbeOutcome> {
    return this.transferText === ''
      ? { outcome: 'failed', fault: 'not_configured', reason: '' }
      : { outcome: 'accepted' };
  }

  async charge(): Promise<ChargeOutcome> {
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
