// settings.ts — what operators set: each change an event, stored with the row of its setting.
import { Inject, Injectable } from '@nestjs/common';
import type { Change } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { Aggregates, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { recordSettingChange } from '../audit/login-record';
import { SUBSCRIBER_EVENTS } from '../events';
import type { Setting, SettingEvent } from './domain/setting';
import { settingDecider, type SettingCommand, type SettingRefusal } from './domain/setting.decide';
import { saveSetting } from './settings.rows';

/** The actor of `npm run settings`. */
const MACHINE = 'machine';
type SettingChange = Change<Setting, SettingCommand, SettingEvent, SettingRefusal>;

/** By the names of settings. */
@Injectable()
export class Settings extends Aggregates<Setting, SettingCommand, SettingEvent, SettingRefusal> {
  protected readonly decider = settingDecider;

  constructor(@Inject(PG_POOL) pool: Pool, @Inject(SUBSCRIBER_EVENTS) store: PostgresEventStore) {
    super(pool, store);
  }

  protected streamOf(name: string): string {
    return `setting-${name}`;
  }

  protected async project(client: PoolClient, change: SettingChange): Promise<void> {
    const [last] = change.toAppend().slice(-1);
    const isSet = change.state.value !== null;
    const at = new Date(change.events[change.events.length - 1]?.at ?? 0);
    // What is asked for at the door is recorded there.
    if (last?.metadata?.actor === MACHINE) await recordSettingChange(client, { name: change.id, isSet, at });
    await saveSetting(client, {
      ...{ name: change.id, version: change.version, sealed_value: change.state.value?.sealed ?? null },
      changed_at: at,
      changed_by: last?.metadata?.actor ?? '',
    });
  }
}
