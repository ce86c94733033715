// debt-notices.ts — which notices about their debts a person gets, one per cause (domain.md, "Debt limit").
import { instantAfter, type Instant, type NoticeKind } from '@saring/kernel';
import type { QuotaAccount, RecordedDebtStanding } from './account';
import { isOverdue } from './debt-standing';
import type { DueNotice, Notice } from './notice';

const HOUR_MILLISECONDS = 3_600_000;
/** How long before the due date; the sharper one first. */
const REMINDERS = [
  { kind: 'debt_due_3h', milliseconds: 3 * HOUR_MILLISECONDS },
  { kind: 'debt_due_1d', milliseconds: 24 * HOUR_MILLISECONDS },
  { kind: 'debt_due_3d', milliseconds: 72 * HOUR_MILLISECONDS },
] as const;
const NONE: readonly DueNotice[] = [];
/** An older change of standing is out of date: the page shows the present. */
const NEWS_MILLISECONDS = 24 * HOUR_MILLISECONDS;

/** Causes about debts outlive resets, and those of debts that are still owed outlive any number of others. */
export const isOpenDebtCause = (cause: string, { debts, debtStanding }: QuotaAccount): boolean => {
  if (!cause.startsWith('debt_')) return false;
  const of = cause.slice(cause.indexOf(':') + 1);
  return debtStanding?.at === of || debts.some(({ dueAt }) => dueAt === of);
};

export const debtNoticesDue = (account: QuotaAccount, now: Instant): readonly DueNotice[] => {
  // Asked of every account that moved: nearly all owe nothing.
  if (account.debts.length === 0 && account.debtStanding === undefined) return NONE;
  return [...standingDue(account, now), ...remindersDue(account, now)];
};

/** Items that are due at the same time are reminded of together. */
const remindersDue = ({ debts }: QuotaAccount, now: Instant): readonly DueNotice[] => {
  const open = debts.filter((debt) => !isOverdue(debt, now));
  const dueAts = [...new Set(open.map(({ dueAt }) => dueAt))].filter(
    (dueAt) => !Number.isNaN(Date.parse(dueAt)),
  );
  return dueAts.flatMap((dueAt) => {
    const leftMilliseconds = Date.parse(dueAt) - Date.parse(now);
    const index = REMINDERS.findIndex(({ milliseconds }) => leftMilliseconds <= milliseconds);
    const reminder = REMINDERS[index];
    if (!reminder) return [];
    const items = open.filter((debt) => debt.dueAt === dueAt);
    // A debt that was given later said its due date with the news of it.
    const isTold = items.some(({ givenAt }) => givenAt < instantAfter(dueAt, -reminder.milliseconds));
    const bytes = items.reduce((sum, { unpaidBytes }) => sum + unpaidBytes, 0);
    const overtaken = REMINDERS.slice(index + 1).map(({ kind }) => `${kind}:${dueAt}`);
    const notice: Notice = { kind: reminder.kind, cause: `${reminder.kind}:${dueAt}`, bytes, endsAt: dueAt };
    return [{ notice, overtaken, isTold }];
  });
};

const KINDS = { near_limit: 'debt_near_limit', at_limit: 'debt_at_limit', overdue: 'debt_overdue' } as const;

/** Who comes down to the limit's warning has paid: that access is open again is the news. */
const kindOf = (
  { standing, isAtLimit, wasBlocked }: RecordedDebtStanding,
  isFree: boolean,
): NoticeKind | null => {
  if (isFree && standing !== 'overdue') return 'debt_unblocked';
  // That something is overdue was said before, or its limit was.
  if (isAtLimit && !wasBlocked) return 'debt_at_limit';
  return standing === 'clear' ? null : KINDS[standing];
};

/** Each change of the standing is a cause of its own. */
const standingDue = (account: QuotaAccount, now: Instant): readonly DueNotice[] => {
  const { debtStanding, debts, autoDebtBytes } = account;
  if (!debtStanding) return [];
  const { at, blocks, wasBlocked } = debtStanding;
  const isFree = wasBlocked && !blocks && account.access?.status !== 'blocked';
  const kind = kindOf(debtStanding, isFree);
  if (kind === null) return [];
  const bytes = debts.reduce((sum, { unpaidBytes }) => sum + unpaidBytes, autoDebtBytes);
  const due = debts.filter((debt) => isOverdue(debt, now)).map(({ dueAt }) => dueAt);
  const endsAt = kind === 'debt_overdue' ? (due.sort()[0] ?? null) : null;
  const isTold = Date.parse(now) - Date.parse(at) <= NEWS_MILLISECONDS;
  return [{ notice: { kind, cause: `${kind}:${at}`, bytes, endsAt }, overtaken: [], isTold }];
};
