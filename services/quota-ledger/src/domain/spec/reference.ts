// reference.ts — a quota account as anyone would write it first: what the real one is compared with.
/** The naive version: no order kept, no sums, one byte at a time. */
export class Reference {
  day = 0;
  used = 0;
  debt = 0;
  held: number[] = [];
  grants: { size: number; left: number; until: number; priority: number; number: number; bonus?: boolean }[] =
    [];
  items: { number: number; size: number; unpaid: number }[] = [];
  purchases: { number: number; auto: number; paid: number[]; revoked: boolean }[] = [];

  owe(number: number, count: number): void {
    this.items.push({ number, size: count, unpaid: count });
    this.grant(number, count, Infinity);
  }

  /** Auto debt is paid first, then what remains is there to be used. */
  grant(number: number, count: number, until: number): void {
    let left = count;
    for (; left > 0 && this.debt > 0; left -= 1) this.debt -= 1;
    this.grants.push({ size: count, left, until, priority: 0, number });
  }

  buy(number: number, count: number, until: number, pays: boolean): void {
    const purchase = { number, auto: 0, paid: [] as number[], revoked: false };
    this.purchases.push(purchase);
    let left = count;
    let auto = this.debt;
    for (; left > 0 && auto > 0; left -= 1) auto -= 1;
    for (const item of pays ? this.items : [])
      for (; left > 0 && item.unpaid > 0; left -= 1) {
        item.unpaid -= 1;
        purchase.paid.push(item.number);
      }
    if (left > 0) this.grant(number, count - purchase.paid.length, until);
    else {
      purchase.auto = this.debt - auto;
      this.debt = auto;
    }
  }

  settle(number: number, parts: readonly { number: number; size: number }[], auto: number): void {
    const purchase = { number, auto: 0, paid: [] as number[], revoked: false };
    this.purchases.push(purchase);
    let rest = 0;
    for (const part of parts)
      for (let byte = 0; byte < part.size; byte += 1) {
        const item = this.items.find((one) => one.number === part.number);
        if (item && item.unpaid > 0) {
          item.unpaid -= 1;
          purchase.paid.push(item.number);
        } else rest += 1;
      }
    for (let byte = 0; byte < auto; byte += 1)
      if (this.debt > 0) {
        this.debt -= 1;
        purchase.auto += 1;
      } else rest += 1;
    if (rest > 0) this.grant(number, rest, Infinity);
  }

  revoke(number: number): void {
    const purchase = this.purchases.find((one) => one.number === number && !one.revoked);
    if (!purchase) return;
    purchase.revoked = true;
    this.takeOut(number, true);
    this.debt += purchase.auto;
    for (const item of purchase.paid) for (const one of this.items) if (one.number === item) one.unpaid += 1;
  }

  takeOut(number: number, bonusLast = false): void {
    const grant = this.grants.find((one) => one.number === number);
    this.grants = this.grants.filter((one) => one !== grant);
    if (grant) this.burnAgain(grant.size - grant.left, bonusLast);
  }

  /** Byte by byte: one that is not used, while there is one, else one that was. */
  reduce(number: number, count: number): void {
    const grant = this.grants.find((one) => one.number === number);
    if (!grant) return;
    let spent = 0;
    for (let byte = 0; byte < count && grant.size > 0; byte += 1) {
      grant.size -= 1;
      if (grant.left > 0) grant.left -= 1;
      else spent += 1;
    }
    this.grants = this.grants.filter((one) => one.size > 0);
    this.burnAgain(spent, true);
  }

  extend(days: number): void {
    for (const grant of this.grants)
      if (grant.until !== Infinity && this.day < grant.until && grant.left > 0) grant.until += days;
  }

  private burnAgain(count: number, bonusLast: boolean): void {
    const { used } = this;
    for (let byte = 0; byte < count; byte += 1) {
      const at = this.day;
      const others = this.grants.some((one) => !one.bonus && one.left > 0 && at < one.until);
      const kept = this.grants;
      if (bonusLast && others) this.grants = kept.filter((one) => !one.bonus);
      this.use(1, at);
      this.grants = kept;
    }
    this.used = used;
  }

  use(count: number, at: number): void {
    for (let byte = 0; byte < count; byte += 1) {
      this.used += 1;
      const best = this.grants
        .filter((grant) => grant.left > 0 && at < grant.until)
        .sort((a, b) => a.priority - b.priority || a.until - b.until || a.number - b.number)[0];
      if (best) best.left -= 1;
      else this.debt += 1;
    }
  }

  giveBack(count: number): void {
    for (let byte = 0; byte < count; byte += 1) {
      this.used -= 1;
      if (this.debt > 0) this.debt -= 1;
      else {
        const last = this.grants
          .filter((grant) => grant.left < grant.size && this.day < grant.until)
          .sort((a, b) => b.priority - a.priority || b.until - a.until || b.number - a.number)[0];
        if (last) last.left += 1;
      }
    }
  }
}
