import { mayTestGateway, TEST_LIMIT } from './test-limit';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28, 10) + seconds * 1000);
const made = (count: number) => Array.from({ length: count }, (_, index) => at(index));

it('given fewer than twenty in an hour, when an operator tests, then the gateway is asked', () =>
  expect(mayTestGateway(made(TEST_LIMIT.most - 1), at(60)).ok).toBe(true));
it('given twenty in an hour, when an operator tests, then it is refused until the first is an hour old', () =>
  expect(mayTestGateway(made(TEST_LIMIT.most), at(600))).toMatchObject({
    refusal: { code: 'PAYMENT.GATEWAY_TESTS_SPENT', details: { retryInSeconds: 3_000 } },
  }));
