// Counters that jump and fall back, reading by reading; meter.property.spec.ts has the histories.
import { newMeter } from './meter';
import { evolveMeter } from './meter-fold';
import { OWNER, Readings, wire } from './meter-readings';
import { ALL_RULES, type MeterRules } from './meter-rules';

describe('a counter that jumps and falls back', () => {
  const JUMP_BYTES = 1e9;
  const OTHER_OWNER = '22222222-2222-4222-8222-222222222222';
  const shown = (phones: readonly number[], jump: number, up: number) =>
    phones.map((bytes, index) => [`*${index + 1}`, bytes + jump, up - 500] as const);
  /** Three phones move 10 MB a reading each; their counters show 1 GB more in readings 3 to 5. */
  const jumpOf = (rules: MeterRules, secondsApart: number, hasWitness: boolean): Readings => {
    const readings = new Readings(rules);
    for (let poll = 0; poll < 8; poll += 1) {
      const up = 1_000 + poll * secondsApart;
      const phones = [1, 2, 3].map(() => poll * 10e6);
      const rows = shown(phones, poll >= 3 && poll < 6 ? JUMP_BYTES : 0, up);
      const owners = rows.map(() => OWNER);
      readings.read({ up, upTo: up, rows }, { owners, ...(hasWitness ? wire(poll * 30e6) : {}) });
    }
    return readings;
  };

  it.each([
    ['faster than the link', 5, true],
    ['faster than the link, without a witness', 5, false],
    ['slower than the link', 60, true],
  ])('charges what moved, and no more: %s', (_name, secondsApart, hasWitness) => {
    const { events, chargedBytes } = jumpOf(ALL_RULES, secondsApart, hasWitness);
    expect(chargedBytes).toBe(3 * 70e6);
    expect(events.flatMap(({ withdrawn }) => withdrawn ?? [])).toHaveLength(3);
  });

  it('charges twice where a row whose counters fell counts as new', () => {
    const rules = { ...ALL_RULES, fellIsSame: false, contradiction: false };
    expect(jumpOf(rules, 60, true).chargedBytes).toBeGreaterThan(3 * 70e6);
  });

  it('holds the total of a row that was there before and whose counters fell below what was charged', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 90e6, 500]] }, wire(0));
    readings.read({ up: 1_030, upTo: 1_030, rows: [['*1', 100e6, 530]] }, wire(10e6));
    readings.read({ up: 1_060, upTo: 1_060, rows: [['*1', 40e6, 560]] }, wire(80e6));
    readings.read({ up: 1_090, upTo: 1_090, rows: [['*1', 45e6, 590]] }, wire(85e6));
    expect(readings.chargedBytes).toBe(15e6);
    expect(readings.events.flatMap(({ held }) => held ?? [])).toEqual([[0, 30]]);
  });

  it.each([
    ['charges a young row that may be made anew where the interfaces carried its total', 25e6, 20e6],
    ['holds it where they did not', 1e6, 10e6],
  ])('%s', (_name, carriedBytes, chargedBytes) => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [] }, wire(0));
    readings.read({ up: 1_030, upTo: 1_030, rows: [['*1', 10e6, 1]] }, wire(10e6));
    readings.read({ up: 1_032, upTo: 1_032, rows: [['*1', 10e6 - 1, 3]] }, wire(10e6 + carriedBytes));
    expect(readings.chargedBytes).toBe(chargedBytes === 20e6 ? 20e6 - 1 : chargedBytes);
  });

  it('goes on over a restart amid the jump', () => {
    const readings = new Readings();
    const read = (up: number, bytes: number, carried: number) =>
      readings.read({ up, upTo: up, rows: [['*1', bytes, up - 500]] }, wire(carried));
    read(1_000, 0, 0);
    read(1_060, 20e6, 20e6);
    read(1_120, JUMP_BYTES + 50e6, 50e6);
    readings.meter = readings.events.reduce(evolveMeter, newMeter());
    read(1_180, JUMP_BYTES + 55e6, 55e6);
    read(1_240, 60e6, 60e6);
    expect(readings.chargedBytes).toBe(60e6);
  });

  it.each([
    ['charges the next owner nothing of what was held as a total that may be old', ALL_RULES, 0],
    ['charges it where that counts as growth', { ...ALL_RULES, totalsStay: false }, 10e6],
  ])('%s', (_name, rules, chargedBytes) => {
    const readings = new Readings(rules);
    const next = { owners: [OTHER_OWNER] };
    readings.read({ up: 1_000, upTo: 1_000, rows: [] });
    readings.read({ up: 1_003, upTo: 1_003, rows: [['*1', JUMP_BYTES, 2]] });
    // The counter falls back as the phone changes hands, jumps again and falls back again.
    readings.read({ up: 1_004, upTo: 1_004, rows: [['*1', 10e6, 3]] }, next);
    readings.read({ up: 1_006, upTo: 1_006, rows: [['*1', JUMP_BYTES, 5]] }, next);
    readings.read({ up: 1_008, upTo: 1_008, rows: [['*1', 10e6, 7]] }, next);
    expect(readings.chargedBytes).toBe(chargedBytes);
  });

  it('says of the interfaces only what they can have carried', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 0, 500]] }, wire(0));
    readings.read({ up: 1_060, upTo: 1_060, rows: [['*1', JUMP_BYTES + 30e6, 560]] }, wire(30e6));
    expect(readings.events.at(-1)).toMatchObject({ carried: 30e6, heldCarried: 30e6 });
    readings.read({ up: 1_120, upTo: 1_120, rows: [['*1', 40e6, 620]] }, wire(40e6));
    expect(readings.events.at(-1)).toMatchObject({
      carried: 10e6,
      in: [0],
      out: [40e6],
      carriedBefore: 30e6,
    });
    readings.read({ up: 1_150, upTo: 1_150, rows: [['*1', 45e6, 2]] }, wire(52e6));
    expect(readings.events.at(-1)).toMatchObject({ carried: 12e6, unclaimedSum: 7e6 });
  });
});
