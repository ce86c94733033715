// sandbox.ts — how long one call of a payment plugin takes: a thread and an engine of its own, and the plugin's own work.
import { sleep } from '@saring/kernel';
import { Sandbox } from '@saring/payment-plugin';
import { machine, option, report, rounded, spread } from './figures';

/** Orders come one after another, not at once: between them the machine has time to make ready. */
const PAUSE_MILLISECONDS = 400;
const CODE = `module.exports = {
  checkStatus: ({ order, settings }, host) => ({
    outcome: 'report', state: 'pending', orderNumber: order.number,
    reference: host.sign({ algorithm: 'hmac-sha256', key: settings.apiKey, parts: [order.number] }),
  }),
};`;

export const sandboxCalls = async (args: readonly string[]): Promise<void> => {
  const calls = option(args, 'calls', 40);
  const network = { hosts: [], setHosts: [], privateHosts: [] };
  const secrets = { apiKey: 'rahasia-yang-panjang-42' };
  const sandbox = new Sandbox({ code: CODE, permissions: ['sign'], secrets, network });
  const input = {
    order: { number: 'SRG-rw05-ABCDEFGHIJKLMNOPQRST' },
    settings: { apiKey: { secret: 'apiKey' } },
  };
  for (const [name, pause] of [
    ['one call of a plugin, calls apart', PAUSE_MILLISECONDS],
    ['one call of a plugin, back to back', 0],
  ] as const) {
    const took: number[] = [];
    for (let call = 0; call < calls; call += 1) {
      if (pause > 0) await sleep(pause);
      const begin = performance.now();
      const outcome = await sandbox.call('checkStatus', input);
      took.push(performance.now() - begin);
      if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    }
    const sample = spread(took);
    report({ name, value: rounded(sample.p50), unit: 'ms', n: calls, ...sample, machine: machine() });
  }
};
