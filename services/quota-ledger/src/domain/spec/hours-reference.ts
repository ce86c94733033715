// hours-reference.ts — grants with daily hours as anyone would write them first: what the real account is compared with.
export type ReferenceGrant = {
  readonly id: string;
  readonly size: number;
  left: number;
  readonly unlimited: boolean;
  readonly untilMinute: number;
  /** As a clock on the wall shows them, `22:00`; null: all day. */
  readonly hours: { readonly from: string; readonly until: string; readonly zone: number } | null;
  readonly speed: number;
  readonly timed: {
    readonly from: string;
    readonly until: string;
    readonly zone: number;
    readonly speed: number;
  } | null;
};

/** What a clock on the wall of a zone shows. */
const wallAt = (minute: number, zone: number): string =>
  new Date((minute + zone) * 60_000).toISOString().slice('yyyy-mm-ddT'.length, 'yyyy-mm-ddThh:mm'.length);

type WallHours = { readonly from: string; readonly until: string; readonly zone: number };
/** By hours and minute of a day: walking back costs up to a day of looks. */
const KNOWN = new Map<string, boolean>();

/** Walks the wall clock back to what it showed last, the first minute or the last: no arithmetic that could be wrong in the same way. */
const isWithin = (hours: WallHours, minute: number): boolean => {
  const key = `${hours.from} ${hours.until} ${hours.zone} ${minute % 1_440}`;
  const known = KNOWN.get(key) ?? walkBack(hours, minute);
  KNOWN.set(key, known);
  return known;
};

const walkBack = (hours: WallHours, minute: number): boolean => {
  for (let back = 0; back < 1_440; back += 1) {
    const shown = wallAt(minute - back, hours.zone);
    if (shown === hours.until) return false;
    if (shown === hours.from) return true;
  }
  return false;
};

export class HoursReference {
  /** Since 1970. */
  minute = 0;
  used = 0;
  debt = 0;
  grants: ReferenceGrant[] = [];

  isOpen = ({ hours, untilMinute }: ReferenceGrant, minute: number): boolean =>
    minute < untilMinute && (hours === null || isWithin(hours, minute));

  give(grant: ReferenceGrant): void {
    const paid = grant.unlimited ? 0 : Math.min(this.debt, grant.left);
    this.debt -= paid;
    this.grants.push({ ...grant, left: grant.left - paid });
  }

  private inOrder(minute: number): ReferenceGrant[] {
    return this.grants
      .filter((grant) => this.isOpen(grant, minute) && !grant.unlimited && grant.left > 0)
      .sort(
        (a, b) =>
          Number(a.hours === null) - Number(b.hours === null) ||
          a.untilMinute - b.untilMinute ||
          Number(a.id) - Number(b.id),
      );
  }

  use(bytes: number, minute: number): void {
    this.used += bytes;
    if (this.grants.some((grant) => grant.unlimited && this.isOpen(grant, minute))) return;
    for (let byte = 0; byte < bytes; byte += 1) {
      const [first] = this.inOrder(minute);
      if (first) first.left -= 1;
      else if (!this.hasJustClosed(minute)) this.debt += 1;
    }
  }

  /** Two minutes, in whole minutes: it was open then, or a minute or two before. */
  private hasJustClosed(minute: number): boolean {
    return this.grants.some(
      (grant) =>
        grant.hours !== null &&
        minute < grant.untilMinute &&
        (grant.unlimited || grant.left > 0) &&
        [1, 2, 3].some((ago) => isWithin(grant.hours ?? never(), minute - ago)),
    );
  }

  takeBack(id: string): void {
    const gone = this.grants.find((grant) => grant.id === id);
    this.grants = this.grants.filter((grant) => grant !== gone);
    if (!gone || gone.unlimited) return;
    for (let byte = 0; byte < gone.size - gone.left; byte += 1) {
      const [first] = this.inOrder(this.minute);
      if (first) first.left -= 1;
      else this.debt += 1;
    }
  }

  status(): string {
    const live = this.grants.filter((grant) => this.minute < grant.untilMinute);
    if (this.grants.length > 0 && live.length === 0) return 'expired';
    const open = live.filter((grant) => this.isOpen(grant, this.minute));
    if (open.some(({ unlimited }) => unlimited)) return 'unlimited';
    return open.reduce((sum, { left }) => sum + left, 0) - this.debt > 0 ? 'active' : 'exhausted';
  }

  /** 0: no limit. */
  speed(): number {
    const status = this.status();
    if (status !== 'unlimited' && status !== 'active') return 0;
    const speedOf = ({ speed, timed }: ReferenceGrant): number =>
      timed && isWithin(timed, this.minute) ? timed.speed : speed;
    if (status === 'active') {
      const [first] = this.inOrder(this.minute);
      return first ? speedOf(first) : 0;
    }
    const speeds = this.grants
      .filter((grant) => grant.unlimited && this.isOpen(grant, this.minute))
      .map(speedOf);
    return speeds.includes(0) ? 0 : Math.max(...speeds);
  }
}

const never = (): never => {
  throw new Error('it has no hours');
};
