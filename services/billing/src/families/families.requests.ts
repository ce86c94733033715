// families.requests.ts — a payer asks a number to share the quota: whose it is, and no more often than people ask.
import { Controller } from '@nestjs/common';
import { AuthOtp, Billing, QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { GiftReceivers } from '../sales/gift-receivers';
import { SiteProfiles } from '../sites/site-profiles';

type Methods = typeof Billing.method;

/** Why a number cannot be asked is nobody's business but its holder's. */
const ANSWERS: Readonly<Record<string, string>> = {
  'BILLING.RECEIVER_UNKNOWN': 'BILLING.FAMILY_NUMBER_UNKNOWN',
  'BILLING.RECEIVER_SELF': 'BILLING.FAMILY_NUMBER_SELF',
  'QUOTA.FAMILY_TAKEN': 'BILLING.FAMILY_NUMBER_UNKNOWN',
};

@Controller()
export class FamiliesController {
  constructor(
    private readonly receivers: GiftReceivers,
    private readonly profiles: SiteProfiles,
    private readonly messenger: Messenger,
  ) {}

  @Answers(Billing.method.inviteFamilyMember)
  async invite(
    request: RequestOf<Methods['inviteFamilyMember']>,
  ): Promise<ReplyOf<Methods['inviteFamilyMember']>> {
    const { commandId, subscriberId: payerId, phone, dailyBytes, shareBytes, actor } = request;
    if (commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId: payerId });
    try {
      const subscriberId = await this.receivers.find({ subscriberId: payerId, phone, site });
      await this.messenger.request(QuotaLedger.method.inviteToFamily, {
        ...{ commandId, payerId, subscriberId, dailyBytes, shareBytes, actor },
        timeZone: await this.profiles.timeZoneOf(site),
      });
      return { subscriberId };
    } catch (error) {
      const code = error instanceof RefusalError ? ANSWERS[error.code] : undefined;
      throw code === undefined ? error : new RefusalError(code);
    }
  }
}
