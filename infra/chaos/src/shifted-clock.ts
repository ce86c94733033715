// shifted-clock.ts — loaded before a service of the product: its wall clock is off by what a file says, as after a wrong
// hand or a bad battery. The monotonic clock stays, as it does then.
import { readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 100;
const RealDate = Date;
const file = process.env['CHAOS_CLOCK_FILE'];
let shiftMilliseconds = 0;

const look = (): void => {
  try {
    shiftMilliseconds = Number(readFileSync(file ?? '', 'utf8')) || 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
};

const now = (): number => RealDate.now() + shiftMilliseconds;

if (file) {
  look();
  setInterval(look, LOOK_MILLISECONDS).unref();
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
}
