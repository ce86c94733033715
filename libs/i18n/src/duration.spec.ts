// duration.spec.ts — lengths of time as people say them.
import { describeError } from './errors/catalogue';
import { durationText, onlineTimeText, waitText } from './duration';

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

describe('a wait', () => {
  it.each([
    [1, '1 detik', '1 second'],
    [90, '90 detik', '90 seconds'],
    [121, '3 menit', '3 minutes'],
    [3_600, '1 jam', '1 hour'],
    [17_271, '4 jam 48 menit', '4 hours 48 minutes'],
    [86_400, '24 jam', '24 hours'],
  ])('of %d seconds reads %s, %s', (seconds, indonesian, english) => {
    expect(waitText(seconds, 'id')).toBe(indonesian);
    expect(waitText(seconds, 'en')).toBe(english);
  });
  it('is in every refusal that names one', () => {
    const { detail } = describeError('REQUEST.TOO_MANY', 'id', { retryInSeconds: 17_271 });
    expect(detail).toBe('Coba lagi 4 jam 48 menit lagi.');
  });
});

it('says time online as it is sold', () => {
  expect(onlineTimeText(10_800, 'id')).toBe('3 jam pakai');
  expect(onlineTimeText(12_600, 'en')).toBe('3 hours 30 minutes of use');
});
