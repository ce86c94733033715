// family.requests.ts — sharing a quota: a payer invites and sets limits, the invited answers, either ends it.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { FAMILY_ENDERS, isTimeZone, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { AccountCommands } from '../accounts/account-commands';
import { idIn } from '../accounts/request-ids';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { limitsOf } from '../domain/family';
import type { FamilyLimits } from '../domain/membership';
import type { FamilyCommand } from '../domain/family.decide';
import { Families } from './families';

type Methods = typeof QuotaLedger.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;
type Asked = {
  readonly commandId: string;
  readonly subscriberId: string;
  readonly payerId: string;
  readonly actor: string;
};

@Controller()
export class FamilyController {
  constructor(
    private readonly commands: AccountCommands,
    private readonly families: Families,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {}

  @Answers(QuotaLedger.method.getFamily)
  getFamily({ subscriberId }: Request<'getFamily'>): Reply<'getFamily'> {
    return this.families.family(idIn('subscriberId', subscriberId));
  }

  /**
   * Places are looked up, not locked: two invitations at one instant may fill one more than the limit. Nothing follows
   * from that but one more guest of the payer's own.
   */
  @Answers(QuotaLedger.method.inviteToFamily)
  async invite(request: Request<'inviteToFamily'>): Reply<'inviteToFamily'> {
    const { payerId, subscriberId, timeZone = this.config.TIME_ZONE, actor } = request;
    if (!isTimeZone(timeZone)) throw new RefusalError('REQUEST.MALFORMED', { field: 'timeZone' });
    if (payerId === subscriberId) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    if (this.config.FAMILY_MEMBERS_LIMIT === 0) throw new RefusalError('QUOTA.FAMILY_OFF');
    const place = await this.families.hasPlaceFor(idIn('payerId', payerId), subscriberId);
    if (place === 'is-member') throw new RefusalError('QUOTA.FAMILY_MEMBER_SHARES');
    if (place === 'full')
      throw new RefusalError('QUOTA.FAMILY_FULL', { membersMost: this.config.FAMILY_MEMBERS_LIMIT });
    return this.handle(request, { type: 'InviteToFamily', timeZone, ...limitsIn(request), actor });
  }

  @Answers(QuotaLedger.method.answerFamilyInvitation)
  async answer(request: Request<'answerFamilyInvitation'>): Reply<'answerFamilyInvitation'> {
    const { accept, payerId, subscriberId, actor } = request;
    // Who shares another's quota by now has none of their own to share.
    if (accept && (await this.families.hasPlaceFor(idIn('payerId', payerId), subscriberId)) === 'is-member')
      throw new RefusalError('QUOTA.FAMILY_INVITATION_UNKNOWN');
    return this.handle(
      request,
      accept ? { type: 'JoinFamily', actor } : { type: 'EndFamilyInvitation', why: 'declined', actor },
    );
  }

  @Answers(QuotaLedger.method.changeFamilyLimits)
  change(request: Request<'changeFamilyLimits'>): Reply<'changeFamilyLimits'> {
    return this.handle(request, {
      type: 'ChangeFamilyLimits',
      ...limitsIn(request),
      actor: request.actor,
    });
  }

  @Answers(QuotaLedger.method.endFamilyMembership)
  end(request: Request<'endFamilyMembership'>): Reply<'endFamilyMembership'> {
    const by = FAMILY_ENDERS.find((one) => one === request.by);
    if (!by) throw new RefusalError('REQUEST.MALFORMED', { field: 'by' });
    return this.handle(request, { type: 'LeaveFamily', by, actor: request.actor });
  }

  private async handle(
    request: Asked,
    command: Said<FamilyCommand>,
  ): Promise<{ version: number; id: string; notices: string[] }> {
    const { commandId, actor } = request;
    if (commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    const payerId = idIn('payerId', request.payerId);
    const at = toInstant(this.clock.now());
    const { revision } = await this.commands.handle({
      ...{ subscriberId: idIn('subscriberId', request.subscriberId), commandId, actor },
      command: { ...command, payerId, at } as FamilyCommand,
      content: request,
    });
    return { version: revision, id: payerId, notices: [] };
  }
}

/** A command without what every one of them has. */
type Said<C> = C extends unknown ? Omit<C, 'payerId' | 'at'> : never;

/** @throws RefusalError QUOTA.BYTES_REQUIRED for a limit that lets nothing through, or is none */
const limitsIn = (limits: FamilyLimits): FamilyLimits => {
  for (const bytes of [limits.dailyBytes, limits.shareBytes])
    if (bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes > 0))
      throw new RefusalError('QUOTA.BYTES_REQUIRED');
  return limitsOf(limits);
};
