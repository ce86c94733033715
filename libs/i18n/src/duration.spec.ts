// duration.spec.ts — lengths of time as people say them.
import { durationText } from './duration';

describe('a length of time', () => {
  it.each([
    [60, '1 menit', '1 minute'],
    [5_400, '90 menit', '90 minutes'],
    [3 * 3_600, '3 jam', '3 hours'],
    [86_400, '1 hari', '1 day'],
    [30 * 86_400, '30 hari', '30 days'],
    [30 * 3_600, '30 jam', '30 hours'],
  ])('of %d seconds reads %s, %s', (seconds, indonesian, english) => {
    expect(durationText(seconds, 'id')).toBe(indonesian);
    expect(durationText(seconds, 'en')).toBe(english);
  });
});
