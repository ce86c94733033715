// opt-outs.ts — who wants no messages to many: said by an operator, or by the person in one word.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, PhoneNumber } from '@saring/kernel';
import { CLOCK, type Queryable } from '@saring/service-kit';
import type { NumberLeft } from '../number-left';
import { deleteOptOut, findOptOut, insertOptOut, moveOptOut, type StoredOptOut } from './opt-outs.rows';

@Injectable()
export class OptOuts {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @returns the opt-out that holds; null: the number gets messages to many. */
  async set(on: Queryable, phone: PhoneNumber, isOut: boolean, by: string): Promise<StoredOptOut | null> {
    if (isOut) await insertOptOut(on, phone, { by, at: this.clock.now() });
    else await deleteOptOut(on, phone);
    return findOptOut(on, phone);
  }

  move(on: Queryable, left: NumberLeft): Promise<void> {
    return moveOptOut(on, left);
  }

  async isOut(on: Queryable, phone: PhoneNumber): Promise<boolean> {
    return (await findOptOut(on, phone)) !== null;
  }
}
