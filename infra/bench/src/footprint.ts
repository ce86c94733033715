// footprint.ts — the whole stack at rest: all services in one process, PostgreSQL and NATS, no simulators.
import { machine, processTree, pssMegabytes, report, rounded, spread } from './figures';
import { startWholeProduct } from './whole-product';

const REST_SECONDS = 20;
const SAMPLES = 5;

export const footprint = async (): Promise<void> => {
  const { pid, readySeconds, stop } = await startWholeProduct();
  await new Promise((resolve) => setTimeout(resolve, REST_SECONDS * 1_000));
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    samples.push(pssMegabytes(processTree(pid)));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  report({
    name: 'footprint',
    value: rounded(spread(samples).p50),
    unit: 'MB PSS',
    n: SAMPLES,
    ...spread(samples),
    processes: processTree(pid).length,
    machine: machine(),
  });
  report({ name: 'footprint.ready', value: rounded(readySeconds, 2), unit: 's', n: 1 });
  await stop();
};
