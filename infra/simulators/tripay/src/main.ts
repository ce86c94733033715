// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startTripaySimulator } from './simulator';

void runProgram('tripay simulator', async () => {
  const simulator = await startTripaySimulator({
    port: numberSetting('TRIPAY_SIM_PORT', 9_320),
    apiKey: textSetting('TRIPAY_SIM_API_KEY'),
    privateKey: textSetting('TRIPAY_SIM_PRIVATE_KEY'),
    merchantCode: textSetting('TRIPAY_SIM_MERCHANT'),
    retryMilliseconds: numberSetting('TRIPAY_SIM_RETRY_MS', 120_000),
  });
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
