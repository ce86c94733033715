// The plan of a run: the same for the same seed, another one for another, and every kind of fault in it.
import { describeStep, FAULT_KINDS, planOf } from './plan';

const place = { services: ['a', 'b'], gateways: ['b'], links: ['nats/a', 'router/0'], routers: 2, phones: 4 };
const plan = (seed: number, seconds = 300) => planOf(seed, { seconds, kinds: FAULT_KINDS, place });

it('is the same for the same seed', () => expect(plan(7)).toEqual(plan(7)));
it('is another one for another seed', () => expect(plan(7)).not.toEqual(plan(8)));
it('goes on where a shorter one ends', () =>
  expect(plan(7).slice(0, plan(7, 60).length)).toEqual(plan(7, 60)));
it('has every kind of fault in a run of two minutes', () =>
  expect(new Set(plan(7, 120).map(({ fault }) => fault.kind))).toEqual(new Set(FAULT_KINDS)));
it('strikes in order and within its time', () => {
  const times = plan(7).map(({ atSeconds }) => atSeconds);
  expect(times).toEqual([...times].sort((left, right) => left - right));
  expect(times.every((at) => at >= 1 && at < 300)).toBe(true);
});
it('says each step in a line', () =>
  expect(describeStep({ atSeconds: 3, forSeconds: 2, fault: { kind: 'kill', service: 'billing' } })).toBe(
    '3 s kill service=billing for 2 s',
  ));
