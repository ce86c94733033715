import {
  formatDate,
  formatDuration,
  parseDurationSeconds,
  parseMac,
  parseRatePair,
  rangeContains,
} from '../src/tables/values';

describe('values', () => {
  it.each([
    ['1w2d3h4m5s', 788_645],
    ['00:01:30', 90],
    ['1d02:00:00', 93_600],
    ['45', 45],
    ['500ms', 0],
    ['35w3d13h13m56s', 21_474_836],
    ['', undefined],
    ['5x', undefined],
    ['1h nonsense', undefined],
  ])('reads the duration %p as %p seconds', (text, seconds) =>
    expect(parseDurationSeconds(text)).toBe(seconds),
  );

  it('prints durations as RouterOS does', () => {
    expect([0, 59, 240, 788_645].map(formatDuration)).toEqual(['0s', '59s', '4m', '1w2d3h4m5s']);
  });

  it('reads any spelling of a MAC', () => {
    expect(
      ['a4:c3:f0:00:00:01', 'A4-C3-F0-00-00-01', 'a4c3f0000001', 'a4:c3:f0:00:00', 'zz:c3:f0:00:00:01'].map(
        parseMac,
      ),
    ).toEqual(['A4:C3:F0:00:00:01', 'A4:C3:F0:00:00:01', 'A4:C3:F0:00:00:01', undefined, undefined]);
  });

  it('reads rates of both directions', () => {
    expect(parseRatePair('512k/2M')).toEqual({ upBits: 512_000, downBits: 2_000_000 });
    expect(parseRatePair('fast')).toBeUndefined();
  });

  it.each([
    ['10.5.50.11', true],
    ['10.5.50.0/24', true],
    ['10.5.51.0/24', false],
    ['10.5.50.1-10.5.50.20', true],
    ['portal.example', false],
  ])('%s holds 10.5.50.11: %s', (range, holds) => expect(rangeContains(range, '10.5.50.11')).toBe(holds));

  it('writes dates in the manner of each generation', () => {
    const at = Date.UTC(2022, 8, 29, 7, 9, 24);
    expect([formatDate(at, 'v6'), formatDate(at, 'v7')]).toEqual([
      'sep/29/2022 07:09:24',
      '2022-09-29 07:09:24',
    ]);
  });
});
