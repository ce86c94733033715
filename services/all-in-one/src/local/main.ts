// main.ts — `npm start`: the whole of Saring on this machine, and where to look at it.
import 'reflect-metadata';
import { ConfigError } from '@saring/service-kit';
import { SERVICES } from '..';
import { localEnvironment } from './environment';
import { startLocalStack, type LocalStack } from './stack';

const STOP_MILLISECONDS = 40_000;

const addresses = ({ env, simulators }: LocalStack): string => {
  const lines = [
    `  Portal            http://localhost:${env['PORT']}`,
    `  API               http://localhost:${env['PORT']}/api/docs`,
  ];
  if (simulators)
    lines.unshift(
      `  A phone           http://phone1.localhost:${simulators.phonesPort}   (phone2, phone3 … too)`,
      `  Its WhatsApp      http://localhost:${simulators.whatsappPort}`,
      `  The bank, the QR  http://localhost:${simulators.midtransPort}`,
      `  The router        http://localhost:${simulators.phonesPort}   (plug, reboot, traffic)`,
    );
  return `\nSaring is running.\n${lines.join('\n')}\n\nStop it with Ctrl+C.\n`;
};

const stopOnSignal = (stack: LocalStack): void => {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('Stopping…\n');
    setTimeout(() => process.exit(1), STOP_MILLISECONDS).unref();
    stack.stop().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`could not stop in order: ${error.message}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

startLocalStack(localEnvironment(), SERVICES).then(
  (stack) => {
    stopOnSignal(stack);
    process.stdout.write(addresses(stack));
  },
  (error: Error) => {
    process.stderr.write(
      error instanceof ConfigError ? `${error.message}\n` : `Saring could not start: ${error.stack}\n`,
    );
    process.exit(1);
  },
);
