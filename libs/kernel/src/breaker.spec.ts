import {
  afterFailure,
  afterSuccess,
  closedBreaker,
  isOpenAt,
  isProbingAt,
  openForMilliseconds,
  type Breaker,
} from './breaker';

const limits = { failuresToOpen: 3, firstMilliseconds: 5_000, longestMilliseconds: 120_000 };
const afterFailures = (count: number, at = 0, random?: number): Breaker => {
  let breaker = closedBreaker;
  for (let failure = 0; failure < count; failure += 1) breaker = afterFailure(breaker, at, limits, random);
  return breaker;
};

describe('a breaker', () => {
  it('stays closed until enough failures come in a row', () => {
    expect(isOpenAt(afterFailures(2), 0)).toBe(false);
    expect(isOpenAt(afterFailures(3), 0)).toBe(true);
  });
  it('opens for twice as long with each further failure, up to the longest time', () =>
    expect([3, 4, 5, 6, 7, 8, 9, 60].map((count) => openForMilliseconds(afterFailures(count), 0))).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000,
    ]));
  it('lets a probe through when its time is over, and not before', () => {
    const breaker = afterFailures(3, 1_000);
    expect([isOpenAt(breaker, 5_999), isProbingAt(breaker, 5_999, limits)]).toEqual([true, false]);
    expect([isOpenAt(breaker, 6_000), isProbingAt(breaker, 6_000, limits)]).toEqual([false, true]);
    expect(isProbingAt(afterFailures(2), 0, limits)).toBe(false);
  });
  it('leaves half of the pause to chance where it is asked to', () => {
    expect(openForMilliseconds(afterFailures(3, 1_000, 0), 1_000)).toBe(2_500);
    expect(openForMilliseconds(afterFailures(3, 1_000, 0.5), 1_000)).toBe(3_750);
  });
  it('forgets all failures after a success', () => expect(afterSuccess()).toEqual(closedBreaker));
  it('opens at the first failure where one is enough', () =>
    expect(isOpenAt(afterFailure(closedBreaker, 0, { ...limits, failuresToOpen: 1 }), 0)).toBe(true));
});
