// switches.ts — whether the owner of a number wants no messages of a kind.
import { Inject, Injectable } from '@nestjs/common';
import { groupOf, isMessageKey, messages, type MessageKey } from '@saring/i18n';
import type { MessageGroup, PhoneNumber } from '@saring/kernel';
import { PG_POOL, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { NumberLeft } from '../number-left';
import { moveSwitches, switchedOff } from './switches.rows';

@Injectable()
export class Switches {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  async isOff(phone: PhoneNumber, template: MessageKey): Promise<boolean> {
    const group = groupOf(template);
    return group !== null && (await switchedOff(this.pool, phone)).includes(group);
  }

  /** Whoever has the number next starts with all of them on. */
  move(on: Queryable, left: NumberLeft): Promise<void> {
    return moveSwitches(on, left);
  }
}

/** The kinds that a person switches off with these. */
export const kindsOf = (groups: readonly MessageGroup[]): readonly MessageKey[] =>
  Object.keys(messages.id)
    .filter(isMessageKey)
    .filter((key) => groups.some((group) => group === groupOf(key)));
