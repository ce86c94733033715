import { maySendTest, TEST_LIMIT } from './test-limit';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28, 10) + seconds * 1000);
const sent = (count: number) => Array.from({ length: count }, (_, index) => at(index));

it('given fewer than ten in an hour, when an operator tests, then it is sent', () =>
  expect(maySendTest(sent(TEST_LIMIT.most - 1), at(60)).ok).toBe(true));
it('given ten in an hour, when an operator tests, then it is refused until the first is an hour old', () =>
  expect(maySendTest(sent(TEST_LIMIT.most), at(600))).toMatchObject({
    refusal: { code: 'NOTIFICATION.TESTS_SPENT', details: { retryInSeconds: 3_000 } },
  }));
