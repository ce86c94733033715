// meter-disbelief.spec.ts — a witness that is always wrong: hardware that routes what its bridge never counts.
import { evolveMeter } from './meter-fold';
import { newMeter, type UsageMetered } from './meter';
import { Readings, wire } from './meter-readings';
import { ALL_RULES, type MeterRules } from './meter-rules';
import { CONTRADICTIONS_MOST } from './meter-witness';

const MOVED_BYTES = 100e6;

class Site {
  readonly readings: Readings;
  private up = 1_000;
  private counter = 0;
  private carried = 0;

  constructor(rules: MeterRules = ALL_RULES) {
    this.readings = new Readings(rules);
    this.read(0, 0);
  }

  /** A reading 30 s later. */
  read(bytes: number, carriedBytes: number): UsageMetered | null {
    this.up += 30;
    this.counter += bytes;
    this.carried += carriedBytes;
    const rows = [['*1', this.counter, this.up - 500]] as const;
    return this.readings.read({ up: this.up, upTo: this.up, rows }, wire(this.carried));
  }

  readBlind(times: number): void {
    for (let count = 0; count < times; count += 1) this.read(MOVED_BYTES, 0);
  }
}

const blindSite = (rules?: MeterRules): Site => {
  const site = new Site(rules);
  site.readBlind(CONTRADICTIONS_MOST);
  return site;
};

it('holds what a witness contradicts, and charges what comes after too many contradictions in a row', () => {
  const site = blindSite();
  expect(site.readings.chargedBytes).toBe(0);
  site.readBlind(5);
  expect(site.readings.chargedBytes).toBe(5 * MOVED_BYTES);
});

it('holds everything where no rule ends it', () => {
  const site = blindSite({ ...ALL_RULES, disbelief: false });
  site.readBlind(50);
  expect(site.readings.chargedBytes).toBe(0);
});

it('says in its events how often, and in the books that no witness saw it', () => {
  const site = blindSite();
  expect(site.readings.events.at(-1)).toMatchObject({ contradictions: CONTRADICTIONS_MOST, carried: 0 });
  const after = site.read(MOVED_BYTES, 0);
  expect(after).toMatchObject({ unwitnessed: MOVED_BYTES, witness: { name: ['bridge-hotspot'] } });
  expect(after).not.toHaveProperty('carried');
});

it('holds what the link cannot have carried, as without a witness', () => {
  const site = blindSite();
  expect(site.read(5e9, 0)).toMatchObject({ held: [[0, 30]] });
});

it('believes a witness again that agrees once', () => {
  const site = blindSite();
  site.read(MOVED_BYTES, MOVED_BYTES);
  expect(site.readings.events.at(-1)).toMatchObject({ contradictions: 0 });
  expect(site.read(MOVED_BYTES, 0)).toMatchObject({ carried: 0, held: [[0, 30]] });
});

it.each([
  ['too little to tell', 900e3, 900e3],
  ['more than was carried, by less than is certain', 30e6, 10e6],
])('counts on over a reading that claims %s', (_name, bytes, carriedBytes) => {
  const site = new Site();
  site.readBlind(CONTRADICTIONS_MOST - 1);
  site.read(bytes, carriedBytes);
  site.readBlind(1);
  site.read(MOVED_BYTES, 0);
  expect(site.readings.chargedBytes).toBe(bytes + MOVED_BYTES);
});

it('goes on believing on a quiet router whose counters jump now and then and fall back', () => {
  const site = new Site();
  for (let week = 0; week < 3 * CONTRADICTIONS_MOST; week += 1) {
    site.read(1e9, 0);
    site.read(-1e9, 0);
  }
  expect(site.readings.chargedBytes).toBe(0);
});

it('wakes up with the same doubt', () => {
  for (const readings of [3, CONTRADICTIONS_MOST, 2 * CONTRADICTIONS_MOST, 25]) {
    const site = new Site();
    site.readBlind(readings);
    const { events, meter } = site.readings;
    const from = Math.max(
      events.findLastIndex(({ all }) => all !== undefined),
      0,
    );
    const asleep = { ...newMeter(), revision: from - 1 };
    expect(events.slice(from).reduce(evolveMeter, asleep).contradictions).toBe(meter.contradictions);
  }
});
