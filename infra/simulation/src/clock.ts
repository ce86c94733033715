// clock.ts — the one clock of a simulated neighbourhood: it moves when a step says so.

export class SimulatedClock {
  /** Whole seconds since 1970. */
  seconds = Date.parse('2026-12-01T00:00:00.000Z') / 1_000;
  private shownSeconds = -1;
  private shown = '';

  get now(): string {
    if (this.shownSeconds !== this.seconds) {
      this.shown = new Date(this.seconds * 1_000).toISOString();
      this.shownSeconds = this.seconds;
    }
    return this.shown;
  }

  get today(): string {
    return this.now.slice(0, 10);
  }
}
