// access.facts.ts — facts of other services that change what routers should hold.
import { Injectable } from '@nestjs/common';
import { AccessStatusChangedSchema, DevicesChangedSchema } from '@saring/contracts';
import { onFact } from '@saring/messaging';
import type { FactReader } from '@saring/service-kit';
import { AccessFeed } from './access-feed';

@Injectable()
export class StatusFacts implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'router-gateway-quota-ledger',
    waiting: 'a change of access waits to be taken over',
    handlers: [onFact(AccessStatusChangedSchema, (fact) => this.access.takeStatus(fact))],
  };

  constructor(private readonly access: AccessFeed) {}
}

@Injectable()
export class DeviceFacts implements FactReader {
  readonly facts = {
    from: 'auth_otp',
    durable: 'router-gateway-auth-otp',
    waiting: 'a change of devices waits to be taken over',
    handlers: [onFact(DevicesChangedSchema, ({ subscriberId }) => this.access.askDevices(subscriberId))],
  };

  constructor(private readonly access: AccessFeed) {}
}
