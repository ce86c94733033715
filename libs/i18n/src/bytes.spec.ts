// bytes.spec.ts — amounts of data as people read them.
import { bytesText } from './bytes';

const GB = 1_073_741_824;

describe('an amount of data', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_023, '0,99 KB'],
    [1_024, '1 KB'],
    [1_048_575, '0,99 MB'],
    [1_048_576, '1 MB'],
    [1.5 * GB, '1,5 GB'],
    [GB - 1, '0,99 GB'],
    [999.9 * 1_048_576, '999 MB'],
    [183.6 * 1_048_576, '183 MB'],
    [4.999_9 * GB, '4,99 GB'],
    [12.349 * GB, '12,34 GB'],
    [123.456 * GB, '123,45 GB'],
    // 187 KB of 14 GB.
    [14 * GB - 191_488, '13,99 GB'],
    [2_048 * GB, '2 TB'],
    [5_000 * 1_024 * GB, '5.000 TB'],
    [-1.5 * GB, '−1,5 GB'],
  ])('of %d reads %s, and never more than there is', (bytes, text) =>
    expect(bytesText(bytes, 'id')).toBe(text),
  );
  it('has a point in English', () => expect(bytesText(1.5 * GB, 'en')).toBe('1.5 GB'));
});
