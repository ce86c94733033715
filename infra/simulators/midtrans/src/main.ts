// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startMidtransSimulator } from './simulator';

void runProgram('midtrans simulator', async () => {
  const simulator = await startMidtransSimulator({
    port: numberSetting('MIDTRANS_SIM_PORT', 9_300),
    serverKey: textSetting('MIDTRANS_SIM_SERVER_KEY'),
    notifyUrl: textSetting('MIDTRANS_SIM_NOTIFY_URL'),
    minuteMilliseconds: numberSetting('MIDTRANS_SIM_MINUTE_MS', 60_000),
  });
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
