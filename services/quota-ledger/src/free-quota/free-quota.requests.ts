// free-quota.requests.ts — the free allowance of a day: what there is, and taking it.
import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, type ReplyOf, type RequestOf } from '@saring/contracts';
import { endOfLocalDay, idFrom, isTimeZone, localDate, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { AccountCommands } from '../accounts/account-commands';
import { idIn } from '../accounts/request-ids';
import { ShownAccounts } from '../balances/shown-accounts';
import { freeTermsOf, LEDGER_CONFIG, type LedgerConfig } from '../config';
import { hasTaken, leavePlace, takePlace } from './free-takings.rows';
import { isFreeOffered, needsFreeQuota, takingsOfDay } from '../domain/free-quota';

type Methods = typeof QuotaLedger.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

@Controller()
export class FreeQuotaController {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly commands: AccountCommands,
    private readonly shown: ShownAccounts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {}

  @Answers(QuotaLedger.method.getFreeQuota)
  async getFreeQuota({ subscriberId, atLeast, deviceId }: Request<'getFreeQuota'>): Reply<'getFreeQuota'> {
    const id = idIn('subscriberId', subscriberId);
    if (atLeast > 0) await this.shown.reach(id, atLeast, 0);
    const { account } = await this.shown.read(id);
    const at = this.clock.now();
    const now = toInstant(at);
    const elsewhere = deviceId !== '' && (await hasTaken(this.pool, idIn('deviceId', deviceId), at));
    const terms = freeTermsOf(this.config);
    const { bytes, onlineSeconds, speed } = terms;
    return {
      offered: isFreeOffered(terms) && needsFreeQuota(account, now),
      bytes,
      unlimited: bytes === 0,
      onlineSeconds: onlineSeconds > 0 ? onlineSeconds : undefined,
      speedKilobitsPerSecond: speed?.downKilobitsPerSecond ?? 0,
      takenDeviceIds: [
        ...new Set([
          ...takingsOfDay(account, now).map((one) => one.deviceId),
          ...(elsewhere ? [deviceId] : []),
        ]),
      ],
    };
  }

  @Answers(QuotaLedger.method.takeFreeQuota)
  async takeFreeQuota(request: Request<'takeFreeQuota'>): Reply<'takeFreeQuota'> {
    const { commandId, subscriberId, mostPerDay, timeZone = this.config.TIME_ZONE, actor } = request;
    if (commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    if (!isTimeZone(timeZone)) throw new RefusalError('REQUEST.MALFORMED', { field: 'timeZone' });
    if (mostPerDay < 1) throw new RefusalError('REQUEST.MALFORMED', { field: 'mostPerDay' });
    const deviceId = idIn('deviceId', request.deviceId);
    const now = this.clock.now();
    const until = toInstant(endOfLocalDay(localDate(now, timeZone), timeZone));
    const grantId = idFrom('free', subscriberId, deviceId, until);
    const id = idIn('subscriberId', subscriberId);
    if (!(await takePlace(this.pool, { deviceId, until: new Date(until), commandId }, now)))
      throw new RefusalError('QUOTA.FREE_TAKEN', { until });
    try {
      const { revision } = await this.commands.handle({
        ...{ subscriberId: id, commandId, actor, content: request },
        command: {
          ...{ type: 'TakeFreeQuota', grantId, deviceId, terms: freeTermsOf(this.config) },
          ...{ mostPerDay, until, actor, at: toInstant(now) },
        },
      });
      return { version: revision, id: grantId, notices: [] };
    } catch (error) {
      if (error instanceof RefusalError) await leavePlace(this.pool, { deviceId, commandId });
      throw error;
    }
  }
}
