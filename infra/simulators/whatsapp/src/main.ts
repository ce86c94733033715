// main.ts — runs the simulator as a program of its own, with settings from the environment.
import { numberSetting, runProgram, textSetting } from '../../program/run-program';
import { startWhatsAppSimulator } from './simulator';

void runProgram('whatsapp simulator', async () => {
  const simulator = await startWhatsAppSimulator({
    port: numberSetting('WHATSAPP_SIM_PORT', 9_200),
    token: textSetting('WHATSAPP_SIM_TOKEN'),
    webhookUrl: textSetting('WHATSAPP_SIM_WEBHOOK_URL'),
    incomingUrl: textSetting('WHATSAPP_SIM_INCOMING_URL'),
  });
  return { ready: { port: simulator.port }, close: () => simulator.close() };
});
