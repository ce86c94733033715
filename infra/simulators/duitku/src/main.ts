// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startDuitkuSimulator } from './simulator';

void runProgram('duitku simulator', async () => {
  const simulator = await startDuitkuSimulator({
    port: numberSetting('DUITKU_SIM_PORT', 9_310),
    apiKey: textSetting('DUITKU_SIM_API_KEY'),
    merchantCode: textSetting('DUITKU_SIM_MERCHANT'),
    retryMilliseconds: numberSetting('DUITKU_SIM_RETRY_MS', 60_000),
  });
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
