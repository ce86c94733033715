// line-quotas.ts — judges what lines moved in their period: slows or holds those whose quota is used up, and frees them in
// the next period.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import {
  idFrom,
  localDate,
  localInstant,
  periodAfter,
  periodOf,
  toInstant,
  type Clock,
} from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK, LOGGER, SiteDirectory, type Logger } from '@saring/service-kit';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { isAt, isHeldForQuota, slows, type SlowSpeed } from '../domain/line-quota';
import { GatewayFacts } from '../routers/gateway-facts';
import { Lines } from './lines';
import type { LineRow } from './lines.rows';

const actor = 'router-gateway';
const MIDNIGHT = '00:00';
const BY_MONTH = { periodDay: 1 };

/** A line, the period that runs and what it moved in it. */
type Judged = { readonly row: LineRow; readonly period: string; readonly usedBytes: number };

@Injectable()
export class LineQuotas {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly lines: Lines,
    private readonly sites: SiteDirectory,
    private readonly messenger: Messenger,
    private readonly facts: GatewayFacts,
  ) {}

  /** Judges the lines of a router, or one of them. While the ledger does not answer, they stay as they are. */
  async judge(routerId: string, site: string, lineId?: string): Promise<void> {
    const isAsked = (row: LineRow): boolean => lineId === undefined || row.line_id === lineId;
    await this.followSetting((await this.lines.quotasOn(routerId)).filter(isAsked));
    const rows = (await this.lines.quotasOn(routerId)).filter((row) => isAsked(row) && row.quota !== null);
    if (rows.length === 0) return;
    const timeZone = this.sites.timeZoneOf(this.config, site);
    const judged = await this.usedBy(rows, timeZone);
    for (const one of judged ?? []) if (isNews(one)) await this.decide(one, timeZone);
  }

  /** Of a line whose package is slowed beyond its bytes. */
  fupSpeed(): SlowSpeed {
    return {
      slowUploadKilobitsPerSecond: this.config.LINE_FUP_UP_KILOBITS_PER_SECOND,
      slowDownloadKilobitsPerSecond: this.config.LINE_FUP_DOWN_KILOBITS_PER_SECOND,
    };
  }

  /** The setting may be another since a package was told. */
  private async followSetting(rows: readonly LineRow[]): Promise<void> {
    const speed = this.fupSpeed();
    for (const { line_id: lineId, package_quota: quota } of rows)
      if (quota && slows(quota) && !isAt(quota, speed)) {
        const command = { type: 'SetFupSpeed', ...speed, at: toInstant(this.clock.now()) } as const;
        await this.lines.change(lineId, [command], { actor });
      }
  }

  private async usedBy(rows: readonly LineRow[], timeZone: string): Promise<readonly Judged[] | null> {
    const today = localDate(this.clock.now(), timeZone);
    const periods = new Map(rows.map((row) => [row.line_id, periodOf(today, row.quota ?? BY_MONTH)]));
    const asked = [...periods].map(([lineId, period]) => ({
      ...{ lineId, since: toInstant(localInstant(period, MIDNIGHT, timeZone)) },
    }));
    try {
      const { items } = await this.messenger.request(QuotaLedger.method.countLineUsage, { lines: asked });
      const used = new Map(items.map((one) => [one.lineId, one.uploadBytes + one.downloadBytes]));
      return rows.map((row) => ({
        ...{ row, period: periods.get(row.line_id) ?? '', usedBytes: used.get(row.line_id) ?? 0 },
      }));
    } catch (error) {
      if (!(error instanceof UnavailableError || error instanceof RefusalError)) throw error;
      this.logger.warn({ error: error.message }, 'the quotas of lines wait for the ledger');
      return null;
    }
  }

  private async decide({ row, period, usedBytes }: Judged, timeZone: string): Promise<void> {
    const { line_id: lineId, subscriber_id: subscriberId, username } = row;
    const at = toInstant(this.clock.now());
    const { state } = await this.lines.change(lineId, [{ type: 'JudgeLineQuota', period, usedBytes, at }], {
      actor,
    });
    const kind = state.usedUpIn === '' ? 'freed' : isHeldForQuota(state) ? 'held' : 'slowed';
    const next = periodAfter(period, state.quota ?? BY_MONTH);
    await this.facts.lineQuota({
      ...{ subscriberId, lineId, username, kind, at, bytes: state.quota?.bytes ?? 0 },
      cause: idFrom('line-quota', lineId, kind, period, String(state.quota?.bytes)),
      endsAt: toInstant(localInstant(next, MIDNIGHT, timeZone)),
    });
  }
}

const isNews = ({ row, period, usedBytes }: Judged): boolean =>
  usedBytes >= (row.quota?.bytes ?? Infinity) ? row.used_up_in !== period : row.used_up_in !== '';
