// bill-messages.ts — which message a bill calls for on a day: that it is there, that it is due soon, that it is overdue.
import { daysBetween } from '@saring/kernel';

/** Behind its due day a bill is spoken of for so long, and at least until its period is over. */
export const SPOKEN_OF_DAYS = 31;

export type BillMessage = 'issued' | 'reminder' | 'overdue';

type Told = {
  /** The day on which it is due. */
  readonly due: string;
  /** From this day on nothing is said of it. */
  readonly until: string;
  /** The last day on which its payer was written to about it; null: never. */
  readonly toldOn: string | null;
};

/**
 * Null: none. One a day at the most; the first tells that the bill is there. Days that passed in an outage call for
 * none: only what is true today is said.
 * @param reminderDays before the due day; 0: on it; negative: after it.
 */
export const messageOn = (
  { due, until, toldOn }: Told,
  today: string,
  reminderDays: ReadonlySet<number>,
): BillMessage | null => {
  if (until <= today || (toldOn !== null && toldOn >= today)) return null;
  if (toldOn === null) return 'issued';
  const daysLeft = daysBetween(today, due);
  if (!reminderDays.has(daysLeft)) return null;
  return daysLeft < 0 ? 'overdue' : 'reminder';
};
