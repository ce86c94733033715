// device-limits.ts — keeps how many devices each subscriber may have in step with what they bought.
import { Inject, Injectable } from '@nestjs/common';
import { AccessStatusChangedSchema, type AccessStatusChanged } from '@saring/contracts';
import { onFact } from '@saring/messaging';
import { PG_POOL, type FactReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { saveDeviceLimit } from './device-limits.rows';

@Injectable()
export class DeviceLimits implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'auth-device-limits',
    waiting: 'a limit of devices waits',
    handlers: [onFact(AccessStatusChangedSchema, (fact) => this.keep(fact))],
  };

  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  private keep({ subscriberId, version, deviceLimit }: AccessStatusChanged): Promise<void> {
    return saveDeviceLimit(this.pool, subscriberId, version, deviceLimit);
  }
}
