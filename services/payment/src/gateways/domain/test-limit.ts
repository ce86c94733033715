// test-limit.ts — how often an operator may test the gateway: enough to mend a key, too few to annoy the vendor.
import { ok, refused, type Result } from '@saring/kernel';

export const TEST_LIMIT = { most: 20, seconds: 3_600 };

/** @param earlier when the operator's tests of the last hour were made, oldest first. */
export const mayTestGateway = (
  earlier: readonly Date[],
  at: Date,
): Result<true, 'PAYMENT.GATEWAY_TESTS_SPENT'> => {
  const blocking = earlier[earlier.length - TEST_LIMIT.most];
  if (!blocking) return ok(true);
  const freeAt = blocking.getTime() + TEST_LIMIT.seconds * 1000;
  const retryInSeconds = Math.max(1, Math.ceil((freeAt - at.getTime()) / 1000));
  return refused('PAYMENT.GATEWAY_TESTS_SPENT', { most: TEST_LIMIT.most, retryInSeconds });
};
