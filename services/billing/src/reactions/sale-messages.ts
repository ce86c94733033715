import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Notification } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import type { OrderRow } from '../adapters/postgres/orders';
import { StatusTokens } from '../adapters/status-token';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import type { WorkKind } from '../domain/sale-work';

export type TellKind = Extract<WorkKind, `tell_${string}`>;

/** Orders the messages that a sale calls for, each once. The phone is asked for when needed and kept nowhere here. */
@Injectable()
export class SaleMessages {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly messenger: Messenger,
    private readonly tokens: StatusTokens,
  ) {}

  async tell(kind: TellKind, row: OrderRow): Promise<void> {
    const { subscriberId, site } = row.sale.terms;
    const { phone, locale } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    await this.messenger.request(Notification.method.sendMessage, {
      commandId: idFrom(kind, row.orderId),
      toPhone: phone,
      template: 'purchase.receipt',
      params: {},
      locale,
      purpose: 'notice',
      site,
    });
  }
}
