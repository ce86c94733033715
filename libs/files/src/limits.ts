// limits.ts — how long a file may take, as a whole and without a single byte.
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { FilesError } from './files';

export type Limits = {
  /** Nothing moves for so long: it hangs. */
  readonly silentMilliseconds: number;
  /** A whole file, however large. */
  readonly totalMilliseconds: number;
};

/** An hour and more for a large backup over a slow uplink; a minute without a byte is a hang. */
export const LIMITS: Limits = { silentMilliseconds: 60_000, totalMilliseconds: 6 * 3_600_000 };

export const tooSlow = (place: string): FilesError =>
  new FilesError('unreachable', `${place} gives no answer, or is too slow.`);

/** Passes a stream on, and fails where it hangs or takes too long. @param counted told of every piece. */
export const within = (
  source: Readable,
  { silentMilliseconds, totalMilliseconds }: Limits,
  place: string,
): Readable => {
  const passed = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      silence.refresh();
      done(null, chunk);
    },
  });
  const fail = (): void => void passed.destroy(tooSlow(place));
  // Whoever reads slowly is no fault of the place: only a wait for it counts.
  const silence = setTimeout(
    () => (passed.readableLength === 0 ? fail() : silence.refresh()),
    silentMilliseconds,
  );
  const total = setTimeout(fail, totalMilliseconds);
  passed.once('close', () => {
    clearTimeout(silence);
    clearTimeout(total);
    source.destroy();
  });
  source.once('error', (error) => passed.destroy(error));
  return source.pipe(passed);
};
