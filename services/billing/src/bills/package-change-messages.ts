// package-change-messages.ts — writes to who asked for another package: what was approved, from when and at what price, or why not.
import { Inject, Injectable } from '@nestjs/common';
import { rupiahText } from '@saring/i18n';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { People } from '../messages/people';
import { dateText } from '../receipts/format';
import { BillLinks } from './bill-links';
import { BillingAccounts } from './billing-accounts';
import { openBills, owedRupiah, type BillingAccount } from './domain/billing-account';
import type { PackageAnswer } from './domain/package-ask';

const actor = 'billing';

@Injectable()
export class PackageChangeMessages {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accounts: BillingAccounts,
    private readonly people: People,
    private readonly links: BillLinks,
  ) {}

  /** The message goes before it is noted, under an id of the request: none goes out twice. @returns the account afterwards */
  async tell(subscriberId: string): Promise<BillingAccount> {
    let { state } = await this.accounts.load(subscriberId);
    for (const [requestId, answer] of Object.entries(state.answers)) {
      await this.send(subscriberId, requestId, answer, state);
      const at = toInstant(this.clock.now());
      const confirm = { type: 'ConfirmPackageChangeTold', requestId, at } as const;
      ({ state } = await this.accounts.handle(subscriberId, [confirm], { actor }));
    }
    return state;
  }

  private async send(
    subscriberId: string,
    requestId: string,
    { packageName: item, priceRupiah, holdsFrom, reason }: PackageAnswer,
    account: BillingAccount,
  ): Promise<void> {
    const person = await this.people.find(subscriberId);
    const { locale } = person;
    const owed = openBills(account).reduce((sum, bill) => sum + owedRupiah(bill), 0);
    const approved = (from: string) => ({
      ...{ item, price: rupiahText(priceRupiah, locale) },
      from: dateText(new Date(from), locale, 'UTC'),
      // Lines without a value are left out.
      owed: owed > 0 ? rupiahText(owed, locale) : '',
      link: this.links.urlOf(subscriberId, this.clock.now(), this.config.PUBLIC_URL) ?? '',
    });
    await this.people.notify(person, {
      commandId: idFrom('package-change', requestId),
      ...(holdsFrom === ''
        ? { template: 'package.change_refused', params: { item, reason } }
        : { template: 'package.change_approved', params: approved(holdsFrom) }),
      site: person.site,
    });
  }
}
