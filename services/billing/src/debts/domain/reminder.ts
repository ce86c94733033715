// reminder.ts — whether an operator may remind a person of their debts now: once a day at the most.
import type { Debts } from './debt';

export type Reminder = {
  readonly subscriberId: string;
  /** Local date of the person's site, `yyyy-mm-dd`. */
  readonly day: string;
  readonly commandId: string;
  readonly actor: string;
  readonly at: Date;
};
type Asked = {
  readonly subscriberId: string;
  /** Empty: nobody can be written to. */
  readonly phone: string;
  readonly debts: Debts;
  /** What this command did before, for whomever and on whichever day. */
  readonly byCommand: Reminder | null;
  /** Of this person on this day. */
  readonly ofDay: Reminder | null;
};

type ReminderDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'done'; readonly reminder: Reminder }
  | { readonly kind: 'refused'; readonly code: string };

const refused = (code: string): ReminderDecision => ({ kind: 'refused', code });

/** `done`: the command was carried out before, on whichever day. */
export const decideReminder = (asked: Asked): ReminderDecision => {
  const { subscriberId, phone, debts, byCommand, ofDay } = asked;
  if (byCommand)
    return byCommand.subscriberId === subscriberId
      ? { kind: 'done', reminder: byCommand }
      : refused('COMMAND.ID_REUSED');
  if (ofDay) return refused('BILLING.REMINDED_TODAY');
  if (debts.items.length === 0 && debts.autoDebtBytes === 0) return refused('BILLING.NO_DEBT');
  return phone === '' ? refused('AUTH.PHONE_MISSING') : { kind: 'send' };
};
