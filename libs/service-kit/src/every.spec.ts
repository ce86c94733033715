import { eventually } from '@saring/testing';
import { every } from './every';

it('goes on after a task that throws and one that rejects', async () => {
  const errors: string[] = [];
  let calls = 0;
  const repetition = every(
    1,
    () => {
      calls += 1;
      if (calls === 1) throw new Error('thrown');
      return calls === 2 ? Promise.reject(new Error('rejected')) : undefined;
    },
    (error) => errors.push(error.message),
  );
  await eventually(() => expect(calls).toBeGreaterThan(3));
  repetition.stop();
  expect(errors).toEqual(['thrown', 'rejected']);
});
