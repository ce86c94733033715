// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { TelegramSimulator } from './telegram';

void runProgram('telegram simulator', async () => {
  const simulator = new TelegramSimulator(textSetting('TELEGRAM_SIM_TOKEN') ?? '123456:ABC-simulated');
  await simulator.listen(numberSetting('TELEGRAM_SIM_PORT', 9_400));
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
