// quota-requests.requests.ts — a Komandan asks for quota, an operator decides.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { type Clock, idFrom, isUuid, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { AccountCommands, type AccountCommandEnvelope } from '../accounts/account-commands';
import { LEDGER_CONFIG, requestTermsOf, type LedgerConfig } from '../config';
import { QuotaRequestQueries } from './quota-requests';

type Methods = typeof QuotaLedger.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

@Controller()
export class QuotaRequestsController {
  constructor(
    private readonly commands: AccountCommands,
    private readonly requests: QuotaRequestQueries,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {}

  @Answers(QuotaLedger.method.requestQuota)
  requestQuota(request: Request<'requestQuota'>): Reply<'requestQuota'> {
    const { bytes, unlimited, days, reason, actor } = request;
    const requestId = idFrom('quota-request', request.commandId);
    return this.handle(request, requestId, {
      ...{ type: 'RequestQuota', requestId, bytes, unlimited, days, reason, actor },
      terms: requestTermsOf(this.config),
      at: toInstant(this.clock.now()),
    });
  }

  @Answers(QuotaLedger.method.decideQuotaRequest)
  async decide(request: Request<'decideQuotaRequest'>): Reply<'decideQuotaRequest'> {
    const { requestId, approve, reason, actor, bytes, unlimited, days } = request;
    const subscriberId = await this.requests.subscriberOf(requestId);
    if (subscriberId === null) throw new RefusalError('QUOTA.REQUEST_UNKNOWN', { requestId });
    const isChanged = bytes !== undefined || unlimited !== undefined || days !== undefined;
    return this.handle({ ...request, subscriberId }, requestId, {
      ...{ type: 'DecideQuotaRequest', requestId, approve, reason, actor },
      instead: isChanged ? { bytes: bytes ?? 0, unlimited: unlimited ?? false, days: days ?? 0 } : null,
      fupThresholdBytes: this.config.FUP_THRESHOLD_BYTES,
      at: toInstant(this.clock.now()),
    });
  }

  @Answers(QuotaLedger.method.listQuotaRequests)
  list(request: Request<'listQuotaRequests'>): Reply<'listQuotaRequests'> {
    return this.requests.list(request);
  }

  @Answers(QuotaLedger.method.getRequestTerms)
  terms({ subscriberId }: Request<'getRequestTerms'>): Reply<'getRequestTerms'> {
    return this.requests.terms(subscriberIn(subscriberId));
  }

  private async handle(
    request: { readonly commandId: string; readonly subscriberId: string; readonly actor: string },
    id: string,
    command: AccountCommandEnvelope['command'],
  ): Promise<{ version: number; id: string; notices: string[] }> {
    const { commandId, actor } = request;
    if (commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    const subscriberId = subscriberIn(request.subscriberId);
    const { revision } = await this.commands.handle({
      ...{ subscriberId, commandId, command, actor },
      content: request,
    });
    return { version: revision, id, notices: [] };
  }
}

const subscriberIn = (subscriberId: string): string => {
  if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
  return subscriberId;
};
