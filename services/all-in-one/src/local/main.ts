// main.ts — `npm start`: the whole of Saring on this machine, and where to look at it.
import 'reflect-metadata';
import { createLogger, describeStartFailure, settingsNearMiss, stopOnSignal } from '@saring/service-kit';
import { LOCAL_SERVICES } from '../local-services';
import { localEnvironment, requireLocalSettings } from './environment';
import { readSettings, settingWarnings, startWarnings } from './warnings';
import { startLocalStack, type LocalStack } from './stack';

const STOP_MILLISECONDS = 40_000;

const addresses = ({ env, simulators }: LocalStack): string => {
  const lines = [
    `  Portal            http://localhost:${env['PORT']}`,
    `  Console           http://localhost:${env['PORT']}/console`,
    `  API               http://localhost:${env['PORT']}/api/docs`,
  ];
  if (simulators)
    lines.unshift(
      `  A phone           http://phone1.localhost:${simulators.phonesPort}   (phone2, phone3 … too)`,
      `  Its WhatsApp      http://localhost:${simulators.whatsappPort}`,
      `  Its Telegram      http://localhost:${simulators.telegramPort}`,
      `  The bank, the QR  http://localhost:${simulators.midtransPort}`,
      `  The router        http://localhost:${simulators.phonesPort}   (plug, reboot, traffic)`,
    );
  return `\nSaring is running.\n${lines.join('\n')}\n\nStop it with Ctrl+C.\n`;
};

const ending = stopOnSignal(createLogger(process.env['LOG_LEVEL'] || 'warn'), STOP_MILLISECONDS);

/** An engine of this machine cannot be started again. */
const ENGINE_LOST_EXIT_CODE = 71;

const start = async (): Promise<void> => {
  const given = localEnvironment();
  const nearMisses = settingsNearMiss(LOCAL_SERVICES, process.env, readSettings());
  for (const warning of [...settingWarnings(given.fileSettings), ...nearMisses])
    process.stderr.write(`Warning: ${warning}\n`);
  try {
    requireLocalSettings(LOCAL_SERVICES, given.env);
    const stack = await startLocalStack(given.env, LOCAL_SERVICES, () => ending.end(ENGINE_LOST_EXIT_CODE));
    ending.with(() => {
      process.stdout.write('Stopping…\n');
      return stack.stop();
    });
    process.stdout.write(addresses(stack));
    for (const warning of startWarnings(stack.env)) process.stdout.write(`Note: ${warning}\n`);
  } catch (error) {
    process.stderr.write(`${describeStartFailure(error as Error, given.env)}\n`);
    process.exit(1);
  }
};

start().catch((error: Error) => {
  process.stderr.write(`${describeStartFailure(error, process.env)}\n`);
  process.exit(1);
});
