// line-usages.ts — what lines moved in the period that runs: a month, from the day of their quota on.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger, type Line } from '@saring/contracts';
import { localDate, localInstant, periodOf, toInstant, type Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { SiteProfiles } from '../sites/site-profiles';

type LinePeriodUsage = {
  readonly since: string;
  readonly uploadBytes: number;
  readonly downloadBytes: number;
};
const BY_MONTH = { periodDay: 1 };

type Placed = Pick<Line, 'lineId' | 'site' | 'quota'>;

@Injectable()
export class LineUsages {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  timeZoneOf({ site }: Placed): string {
    return this.profiles.timeZoneOf(site);
  }

  /** By line. @throws UnavailableError while the ledger does not answer. */
  async ofPeriod(lines: readonly Placed[]): Promise<ReadonlyMap<string, LinePeriodUsage>> {
    if (lines.length === 0) return new Map();
    const asked = lines.map((line) => ({ lineId: line.lineId, since: this.periodStart(line) }));
    const { items } = await this.messenger.request(QuotaLedger.method.countLineUsage, { lines: asked });
    const since = new Map(asked.map((one) => [one.lineId, one.since]));
    return new Map(
      items.map(({ lineId, uploadBytes, downloadBytes }) => [
        lineId,
        { since: since.get(lineId) ?? '', uploadBytes, downloadBytes },
      ]),
    );
  }

  private periodStart(line: Placed): string {
    const timeZone = this.timeZoneOf(line);
    const period = periodOf(localDate(this.clock.now(), timeZone), line.quota ?? BY_MONTH);
    return toInstant(localInstant(period, '00:00', timeZone));
  }
}
