import { Controller } from '@nestjs/common';
import { Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Ending } from './ending';
import { viewOf } from './view';

const rpc = Payment.method;
type Reply = ReplyOf<typeof rpc.getPayment>;

const known = <R extends { orderId: string }>(request: R): R => {
  if (!isUuid(request.orderId)) throw new RefusalError('PAYMENT.UNKNOWN');
  return request;
};

/** How orders end, by the wish of a person. */
@Controller()
export class EndingRequests {
  constructor(private readonly ending: Ending) {}

  @Answers(rpc.cancelPayment)
  async cancel(request: RequestOf<typeof rpc.cancelPayment>): Promise<Reply> {
    return viewOf(await this.ending.cancel(known(request)));
  }

  @Answers(rpc.confirmPayment)
  async confirm(request: RequestOf<typeof rpc.confirmPayment>): Promise<Reply> {
    return viewOf(await this.ending.confirm(known(request)));
  }

  @Answers(rpc.refundTransaction)
  async refundTransaction(request: RequestOf<typeof rpc.refundTransaction>): Promise<Reply> {
    return viewOf(await this.ending.refundTransaction(known(request)));
  }

  @Answers(rpc.keepTransaction)
  async keepTransaction(request: RequestOf<typeof rpc.keepTransaction>): Promise<Reply> {
    return viewOf(await this.ending.keepTransaction(known(request)));
  }

  @Answers(rpc.refundPayment)
  async refund(request: RequestOf<typeof rpc.refundPayment>): Promise<Reply> {
    return viewOf(await this.ending.refund(known(request)));
  }
}
