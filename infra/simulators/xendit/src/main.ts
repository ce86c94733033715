// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startXenditSimulator } from './simulator';

void runProgram('xendit simulator', async () => {
  const simulator = await startXenditSimulator({
    port: numberSetting('XENDIT_SIM_PORT', 9_330),
    secretKey: textSetting('XENDIT_SIM_SECRET_KEY'),
    callbackToken: textSetting('XENDIT_SIM_TOKEN'),
    callbackUrl: textSetting('XENDIT_SIM_CALLBACK_URL'),
    retryMilliseconds: numberSetting('XENDIT_SIM_RETRY_MS', 60_000),
  });
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
