// reminders.ts — an operator reminds a person of their debts: at most once a day, by one message.
import { Inject, Injectable } from '@nestjs/common';
import { idFrom, localDate, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Ledger } from '../ledger';
import { People } from '../messages/people';
import { SiteProfiles } from '../sites/site-profiles';
import { DebtNotices } from './debt-notice';
import { decideReminder, type Reminder } from './domain/reminder';
import { findReminderByCommand, findReminderOfDay, saveReminder } from './reminders.rows';

type RemindCommand = Pick<Reminder, 'commandId' | 'actor' | 'subscriberId'>;

@Injectable()
export class DebtReminders {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly people: People,
    private readonly profiles: SiteProfiles,
    private readonly notices: DebtNotices,
  ) {}

  /**
   * The message goes before its row, under an id of the person and the day: whatever fails between both, and
   * however many ask at once, one message is sent.
   * @throws RefusalError COMMAND.ID_REUSED, BILLING.REMINDED_TODAY, BILLING.NO_DEBT, AUTH.PHONE_MISSING
   */
  async remind(command: RemindCommand): Promise<Reminder> {
    const { subscriberId, commandId } = command;
    const person = await this.people.find(subscriberId);
    const at = this.clock.now();
    const day = localDate(at, await this.profiles.timeZoneOf(person.site));
    const debts = await this.ledger.debts(subscriberId);
    const earlier = async (): Promise<Reminder | null> => {
      const decision = decideReminder({
        ...{ subscriberId, phone: person.phone, debts },
        byCommand: await findReminderByCommand(this.pool, commandId),
        ofDay: await findReminderOfDay(this.pool, subscriberId, day),
      });
      if (decision.kind === 'refused') throw new RefusalError(decision.code);
      return decision.kind === 'done' ? decision.reminder : null;
    };
    const done = await earlier();
    if (done) return done;
    await this.people.order(person, {
      commandId: idFrom('debt-asked', subscriberId, day),
      ...(await this.notices.asked(debts, person)),
      site: person.site,
    });
    const reminder = { ...command, day, at };
    await saveReminder(this.pool, reminder);
    // Another command was quicker: this one is told so.
    return (await earlier()) ?? reminder;
  }
}
