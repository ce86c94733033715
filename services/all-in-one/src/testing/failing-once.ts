// failing-once.ts — for specs: each distinct question to PostgreSQL, and each kind of subject that is published to
// JetStream, fails once in this process.
import { JetStreamClientImpl } from 'nats/lib/jetstream/jsclient';
import { Client } from 'pg';

/** `before`: it is never asked. `after`: it is done, and the answer is lost. */
export type Moment = 'before' | 'after';
type Ask = (...args: unknown[]) => unknown;

/** The failures since it was started. */
export class FailingOnce {
  readonly met = new Set<string>();
  private active = false;
  private moment: Moment = 'before';
  private readonly restores: (() => void)[] = [];

  install(): void {
    this.wrap(Client.prototype, 'query', ([query]) => wordsOf(query));
    this.wrap(JetStreamClientImpl.prototype, 'publish', ([subject]) => `publish ${kindOf(String(subject))}`);
  }

  start(moment: Moment): void {
    this.met.clear();
    this.moment = moment;
    this.active = true;
  }

  stop(): void {
    this.active = false;
  }

  remove(): void {
    this.stop();
    for (const restore of this.restores.splice(0)) restore();
  }

  private wrap(target: object, method: string, nameOf: (args: unknown[]) => string): void {
    const original = Reflect.get(target, method) as Ask;
    const fails = (name: string): boolean => this.fails(name);
    const isDone = (): boolean => this.moment === 'after';
    Reflect.set(target, method, function (this: object, ...args: unknown[]): unknown {
      const name = nameOf(args);
      if (!fails(name)) return original.apply(this, args);
      // As of a connection that ends because PostgreSQL restarts.
      const error = Object.assign(new Error(`the spec lets fail: ${name}`), { code: '57P01' });
      const callback = args.at(-1);
      if (typeof callback !== 'function')
        return (isDone() ? (original.apply(this, args) as Promise<unknown>) : Promise.resolve()).then(() => {
          throw error;
        });
      const fail = (): unknown => (callback as Ask)(error);
      return isDone() ? original.apply(this, [...args.slice(0, -1), fail]) : void setImmediate(fail);
    });
    this.restores.push(() => Reflect.set(target, method, original));
  }

  private fails(name: string): boolean {
    if (!this.active || name === '' || this.met.has(name)) return false;
    this.met.add(name);
    return true;
  }
}

const wordsOf = (query: unknown): string => {
  const text = typeof query === 'string' ? query : ((query as { text?: string } | null)?.text ?? '');
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
};
/** Subjects carry ids: without them. */
const kindOf = (subject: string): string => subject.split('.').slice(0, 3).join('.');
