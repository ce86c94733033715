// interrupt.int.spec.ts — Ctrl+C on `npm start` ends everything in order: no engine goes first, none is started again.
import { LocalSaring } from '../testing/local-saring';

it('ends in order when its terminal is interrupted', async () => {
  const saring = await LocalSaring.start();
  try {
    const { code, said } = await saring.interrupt();
    expect(code).toBe(0);
    expect(said).not.toMatch(/lost|terminating|serves again|started again|error/i);
  } finally {
    await saring.close();
  }
});
