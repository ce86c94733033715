// settings.requests.ts — operators change settings: every service that has one looks at the new value before it is kept.
import { Controller, Inject } from '@nestjs/common';
import {
  AuthOtp,
  Billing,
  Edge,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, SealedSettings } from '@saring/service-kit';
import type { Pool } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { Settings } from './settings';
import { SettingsCopy } from './settings-copy';
import { listSettings, type NamedSettingRow } from './settings.rows';

type Methods = typeof AuthOtp.method;
type Change = RequestOf<Methods['changeSetting']>;

const HOLDERS = {
  'auth-otp': AuthOtp.method.previewSetting,
  billing: Billing.method.previewSetting,
  edge: Edge.method.previewSetting,
  notification: Notification.method.previewSetting,
  payment: Payment.method.previewSetting,
  'quota-ledger': QuotaLedger.method.previewSetting,
  'router-gateway': RouterGateway.method.previewSetting,
};
type Holder = keyof typeof HOLDERS;
const HOLDER_NAMES = Object.keys(HOLDERS) as Holder[];
/** Less than the caller of this service waits. */
const ANSWER_LIMIT_MILLISECONDS = 2_500;

type Verdict = ReplyOf<(typeof HOLDERS)[Holder]>;
type Verdicts = { readonly of: readonly (readonly [Holder, Verdict])[]; readonly silent: readonly Holder[] };

@Controller()
export class SettingRequests {
  private readonly sealed: SealedSettings;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) { SECRETS_KEY }: AuthConfig,
    private readonly settings: Settings,
    private readonly copy: SettingsCopy,
    private readonly messenger: Messenger,
  ) {
    this.sealed = new SealedSettings(SECRETS_KEY);
  }

  @Answers(AuthOtp.method.listSettingChanges)
  async listSettingChanges(): Promise<ReplyOf<Methods['listSettingChanges']>> {
    return { items: (await listSettings(this.pool)).map(changeOf) };
  }

  @Answers(AuthOtp.method.changeSetting)
  async changeSetting(request: Change): Promise<ReplyOf<Methods['changeSetting']>> {
    const { name, commandId, actor, sealedValue, expectedVersion } = request;
    const value = this.valueIn(request);
    await this.requireFit(name, sealedValue);
    const command = {
      ...{ type: 'ChangeSetting' as const, at: toInstant(this.clock.now()), value },
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
    const content = { name, digest: value?.digest ?? null };
    await this.settings.handle(name, [command], { commandId, actor, content });
    await this.copy.tell();
    const row = (await listSettings(this.pool)).find((one) => one.name === name);
    return row ? changeOf(row) : { name };
  }

  /** @throws RefusalError unless every service that has the setting would run with the value. */
  private async requireFit(name: string, sealedValue: string | undefined): Promise<void> {
    const { of: verdicts, silent } = await this.verdictsOn(name, sealedValue);
    const held = verdicts.filter(([, { isHeld }]) => isHeld);
    const effects = held.map(([, { effect }]) => effect);
    if (effects.includes('machine')) throw new RefusalError('SETTING.OF_MACHINE', { name });
    if (effects.includes('site')) throw new RefusalError('SETTING.OF_SITE', { name });
    const [refusal] = held.filter(([, { problem }]) => problem !== undefined);
    if (refusal) {
      const [service, { problem = '' }] = refusal;
      throw new RefusalError('SETTING.INVALID', { name, service, problem });
    }
    const missing = await this.holdersAmong(silent, name);
    if (missing.length > 0)
      throw new RefusalError('SETTING.SERVICE_SILENT', { name, services: missing.join(', ') });
    if (held.length === 0) throw new RefusalError('SETTING.UNKNOWN', { name });
  }

  private async verdictsOn(name: string, sealedValue: string | undefined): Promise<Verdicts> {
    const silent: Holder[] = [];
    const of = await Promise.all(
      HOLDER_NAMES.map(async (holder): Promise<(readonly [Holder, Verdict])[]> => {
        try {
          const question = { name, sealedValue };
          return [
            [holder, await this.messenger.request(HOLDERS[holder], question, ANSWER_LIMIT_MILLISECONDS)],
          ];
        } catch (error) {
          if (!(error instanceof UnavailableError)) throw error;
          silent.push(holder);
          return [];
        }
      }),
    );
    return { of: of.flat(), silent };
  }

  /** One that has never started here has no setting yet. */
  private async holdersAmong(services: readonly Holder[], name: string): Promise<readonly Holder[]> {
    const held = await Promise.all(services.map((service) => this.copy.isHeldBy(service, name)));
    return services.filter((_, index) => held[index] === true);
  }

  private valueIn({
    name,
    sealedValue,
  }: Change): { readonly sealed: string; readonly digest: string } | null {
    if (sealedValue === undefined) return null;
    try {
      return { sealed: sealedValue, digest: this.sealed.digest(name, this.sealed.open(name, sealedValue)) };
    } catch {
      throw new RefusalError('REQUEST.MALFORMED', { field: 'sealedValue' });
    }
  }
}

const changeOf = (row: NamedSettingRow) => ({
  ...{ name: row.name, version: row.version, isSet: row.sealed_value !== null },
  ...{ changedAt: toInstant(row.changed_at), changedBy: row.changed_by },
  changedByName: row.changed_by_name ?? '',
});
