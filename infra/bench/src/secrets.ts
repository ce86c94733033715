// secrets.ts — a router with many PPPoE secrets of somebody else, read whole by router-gateway's own code as it is when lines are
// to be taken over: over a new connection, from the first command to the list by name.
import { connectRouterOs } from '../../../services/router-gateway/src/routeros/connect';
import { Router } from '../../../services/router-gateway/src/routeros/router';
import { Signature } from '../../../services/router-gateway/src/domain/comments';
import { LineReconciler } from '../../../services/router-gateway/src/lines/line-reconciler';
import { machine, option, percentile, report, rounded, spread } from './figures';
import { startSimulatedRouter } from './simulated-router';

const RUNS = 15;
/** Sent at once while the router is filled; the client queues no more than a thousand. */
const AT_ONCE = 200;

type Address = Parameters<typeof connectRouterOs>[0];

/** `--secrets=5000` */
export const secrets = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'secrets', 5_000);
  const simulated = await startSimulatedRouter(0);
  try {
    await fill(simulated.address, count);
    const milliseconds: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) milliseconds.push(await readOnce(simulated.address, count));
    const [first = Number.NaN, ...later] = milliseconds;
    report({
      ...{ name: 'secrets', value: rounded(first), unit: 'ms', n: 1, secrets: count },
      ...{ laterMedian: rounded(percentile(later, 0.5)), laterP95: spread(later).p95, later: RUNS },
      machine: machine(),
    });
  } finally {
    await simulated.stop();
  }
};

const fill = async (address: Address, count: number): Promise<void> => {
  const { client } = await connectRouterOs(address);
  for (let from = 0; from < count; from += AT_ONCE) {
    const added = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => ({
      ...{ name: `pelanggan-${from + index + 1}`, password: `sandi-${from + index + 1}`, service: 'pppoe' },
      ...{ profile: 'default', comment: `Rumah ${from + index + 1}, gang ${(from + index) % 40}` },
    }));
    for (const reply of await Promise.all(
      added.map((attributes) => client.run({ path: '/ppp/secret/add', attributes })),
    ))
      if (!reply.ok) throw new Error(`the router takes no secret: ${JSON.stringify(reply)}`);
  }
  client.ended();
};

const readOnce = async (address: Address, count: number): Promise<number> => {
  const { client } = await connectRouterOs(address);
  const signature = new Signature('00000000');
  const router = new Router(client, signature, () => true);
  const lines = new LineReconciler(
    router,
    signature,
    () => Promise.resolve([]),
    () => null,
  );
  const start = performance.now();
  const found = await lines.candidates();
  const took = performance.now() - start;
  client.ended();
  if (found.length !== count) throw new Error(`${found.length} secrets: the figure is void`);
  return took;
};
