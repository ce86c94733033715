// Single readings and what the meter makes of them; meter.property.spec.ts has the histories.
import { evolveMeter } from './meter-fold';
import { newMeter, type Meter, type UsageMetered } from './meter';
import { OWNER, Readings, wire } from './meter-readings';
import type { Observation } from './meter.decide';
import { ALL_RULES, type MeterRules } from './meter-rules';

const MEGABIT_SECOND_BYTES = 125_000;

describe('the instants of a reading', () => {
  it('charges a row once that was born while the table was late', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [] });
    readings.read({ up: 1_030, upTo: 1_035, rows: [['*1', 30e6, 4]] });
    readings.read({ up: 1_060, upTo: 1_060, rows: [['*1', 60e6, 29]] });
    expect(readings.chargedBytes).toBe(60e6);
  });

  it('loses nothing to a table that is late every other time', () => {
    const readings = new Readings();
    for (let poll = 0; poll < 20; poll += 1) {
      const late = poll % 2 === 0 ? 0 : 25;
      const up = 1_000 + poll * 30;
      readings.read({ up, upTo: up + late, rows: [['*1', poll * 1e6, 500 + poll * 30 + late]] });
    }
    expect(readings.chargedBytes).toBe(19e6);
  });

  it('loses nothing to late tables of gateways that read one uptime only', () => {
    const readings = new Readings();
    for (let poll = 0; poll < 20; poll += 1)
      readings.read({
        up: 1_000 + poll * 30,
        rows: [['*1', poll * 1e6, 500 + poll * 30 + (poll % 2) * 4]],
      });
    expect(readings.chargedBytes).toBe(19e6);
  });

  const slowTable = (rules: MeterRules): UsageMetered | null => {
    const readings = new Readings(rules);
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 0, 10]] });
    return readings.read({ up: 1_030, upTo: 1_061, rows: [['*1', 5, 40]] });
  };
  it('throws a reading away whose uptimes lie more than 30 s apart', () => {
    expect(slowTable(ALL_RULES)).toBeNull();
    expect(slowTable({ ...ALL_RULES, window: false })).not.toBeNull();
  });

  it('throws a reading away in which the router booted', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 0, 10]] });
    expect(readings.read({ up: 1_030, upTo: 4, rows: [['*1', 5, 2]] })).toBeNull();
  });

  it('says what it cannot charge: a later birth whose counter did not fall', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 100, 500]] });
    readings.read({ up: 1_030, upTo: 1_030, rows: [['*1', 150, 10]] });
    expect(readings.chargedBytes).toBe(50);
    expect(readings.events.at(-1)?.unclaimed).toEqual([[1, 100]]);
  });
});

describe('the wire is the witness', () => {
  const fast = 480 * MEGABIT_SECOND_BYTES * 30;
  const afterThirtySeconds = (
    bytes: number,
    before: Partial<Observation>,
    now: Partial<Observation>,
    rules = ALL_RULES,
  ): Readings => {
    const readings = new Readings(rules);
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 0, 500]] }, before);
    readings.read({ up: 1_030, upTo: 1_030, rows: [['*1', bytes, 530]] }, now);
    return readings;
  };

  it('charges a device of 480 Mbit/s whose bytes the interface carried', () =>
    expect(afterThirtySeconds(fast, wire(1_000), wire(1_000 + fast)).chargedBytes).toBe(fast));

  it('holds it where no rule asks the wire', () =>
    expect(
      afterThirtySeconds(fast, wire(1_000), wire(1_000 + fast), { ...ALL_RULES, witness: false })
        .chargedBytes,
    ).toBe(0));

  it('holds a counter that jumped while the interfaces stood still', () =>
    expect(afterThirtySeconds(fast, wire(1_000), wire(1_000)).events.at(-1)?.held).toEqual([[0, 30]]));

  it('holds it without a witness', () =>
    expect(afterThirtySeconds(fast, {}, {}).events.at(-1)?.held).toEqual([[0, 30]]));

  it('takes no interface for a witness whose counter fell or that is new', () => {
    expect(afterThirtySeconds(fast, wire(9e12), wire(fast)).chargedBytes).toBe(0);
    const other = { witness: { name: ['vlan20'], in: [0], out: [1e12] } };
    expect(afterThirtySeconds(fast, wire(0), other).chargedBytes).toBe(0);
  });

  it('compares with what all rows claim, not the suspicious one alone', () => {
    const readings = new Readings();
    readings.read(
      {
        up: 1_000,
        upTo: 1_000,
        rows: [
          ['*1', 0, 500],
          ['*2', 0, 500],
        ],
      },
      wire(0),
    );
    readings.read(
      {
        up: 1_030,
        upTo: 1_030,
        rows: [
          ['*1', fast, 530],
          ['*2', 9e8, 530],
        ],
      },
      wire(fast),
    );
    expect(readings.chargedBytes).toBe(9e8);
  });

  it('says what the interfaces carried and what strangers moved', () => {
    const readings = new Readings();
    readings.read({ up: 1_000, upTo: 1_000, rows: [['*1', 0, 500]] }, wire(5));
    const strange = { ...wire(1_005), owners: [''], byHandRows: [] };
    readings.read({ up: 1_030, upTo: 1_030, rows: [['*1', 400, 530]] }, strange);
    readings.read(
      { up: 1_060, upTo: 1_060, rows: [['*1', 900, 560]] },
      { ...wire(2_005), owners: [''], byHandRows: [0] },
    );
    const event = readings.read(
      {
        up: 1_090,
        upTo: 1_090,
        rows: [
          ['*1', 950, 590],
          ['*2', 1, 3],
        ],
      },
      wire(2_105),
    );
    expect(event).toMatchObject({ carried: 2_100, strangers: 400, byHand: 500 });
  });
});

/** But for when each row was last shown: readings in which nothing moved are in no event. */
const asIfWoken = (meter: Meter): Meter => {
  for (const row of [...meter.numbered, ...meter.rows.values()]) row.shownUp = -1;
  return meter;
};

describe('a meter that wakes up equals one that never slept', () => {
  it('by events that keep births as intervals, the stream and the witness', () => {
    const readings = new Readings();
    for (let poll = 0; poll < 45; poll += 1)
      readings.read(
        { up: 1_000 + poll * 30, upTo: 1_003 + poll * 30, rows: [['*1', poll * 10, 500 + poll * 30]] },
        { ...wire(poll * 10), stream: 'one' },
      );
    const from = readings.events.findLastIndex((event) => event.all !== undefined);
    const awake = readings.events.slice(from).reduce(evolveMeter, { ...newMeter(), revision: from - 1 });
    expect(awake).toEqual(asIfWoken(readings.meter));
  });

  it('by events that say totals only where they do not follow from growth', () => {
    const readings = new Readings();
    const read = (up: number, bytes: number, age: number) =>
      readings.read({ up, upTo: up, rows: [['*1', bytes, age]] });
    read(1_000, 70, 500);
    read(1_030, 100, 530);
    read(1_060, 40, 20);
    read(1_090, 90, 50);
    expect(readings.events.map(({ totals, totalIn }) => ({ totals, totalIn }))).toEqual([
      { totals: [[0, 0, 70]] },
      {},
      {},
      {},
    ]);
    expect(readings.events.reduce(evolveMeter, newMeter())).toMatchObject({
      rows: asIfWoken(readings.meter).rows,
    });
  });

  it('by events from before births were intervals', () => {
    const stored: UsageMetered = {
      type: 'UsageMetered',
      seq: 1,
      boot: 'boot',
      up: 1_000,
      at: '2026-11-01T00:00:00.000Z',
      prev: ['boot', 1_000],
      rows: { id: ['*1'], mac: ['mac'], birth: [500], device: ['device'], owner: [OWNER] },
      n: [0],
      in: [0],
      out: [0],
      totalIn: [0],
      totalOut: [70],
    };
    const readings = new Readings();
    readings.meter = evolveMeter(newMeter(), stored);
    readings.read({ up: 1_030, upTo: 1_034, rows: [['*1', 100, 530]] }, { sequence: 2, stream: 'one' });
    expect(readings.chargedBytes).toBe(30);
  });
});

describe('a place is a stream and a sequence', () => {
  it('reads another stream from its beginning, and drops what that one shows of before', () => {
    const readings = new Readings();
    const at = (up: number, bytes: number, stream: string, sequence: number) =>
      readings.read({ up, upTo: up, rows: [['*1', bytes, up - 500]] }, { stream, sequence });
    at(1_000, 0, 'one', 500);
    at(1_030, 100, 'one', 501);
    expect(at(1_000, 0, 'two', 1)).toBeNull();
    at(1_060, 250, 'two', 2);
    expect(at(1_060, 250, 'two', 2)).toBeNull();
    expect(readings.chargedBytes).toBe(250);
  });
});
