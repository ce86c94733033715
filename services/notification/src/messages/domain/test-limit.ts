// test-limit.ts — how many test messages an operator may send: enough to try a channel, too few to annoy people with.
import { ok, refused, type Result } from '@saring/kernel';

export const TEST_LIMIT = { most: 10, seconds: 3_600 };

/** @param earlier when the operator's tests of the last hour were sent, oldest first. */
export const maySendTest = (earlier: readonly Date[], at: Date): Result<true, 'NOTIFICATION.TESTS_SPENT'> => {
  const blocking = earlier[earlier.length - TEST_LIMIT.most];
  if (!blocking) return ok(true);
  const freeAt = blocking.getTime() + TEST_LIMIT.seconds * 1000;
  const retryInSeconds = Math.max(1, Math.ceil((freeAt - at.getTime()) / 1000));
  return refused('NOTIFICATION.TESTS_SPENT', { most: TEST_LIMIT.most, retryInSeconds });
};
