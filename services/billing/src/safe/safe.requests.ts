// safe.requests.ts — what operators move into the safes and out of them.
import { Controller } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { SAFE_WAYS } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Safes } from './safes';

type Methods = typeof Billing.method;

@Controller()
export class SafeRequests {
  constructor(private readonly safes: Safes) {}

  @Answers(Billing.method.moveSafe)
  async moveSafe(request: RequestOf<Methods['moveSafe']>): Promise<ReplyOf<Methods['moveSafe']>> {
    const { commandId, actor, operatorId, site, amountRupiah } = request;
    const way = SAFE_WAYS.find((known) => known === request.way);
    if (!way) throw new RefusalError('REQUEST.INVALID', { errors: [{ field: 'way', rule: 'isIn' }] });
    const content = { site, way, amountRupiah, reason: request.reason.trim() };
    await this.safes.move({ ...content, operatorId }, { commandId, actor, content });
    return { site, way, amountRupiah };
  }
}
