// process-guard.ts — how a process treats failures that no code caught.
import { Counter } from 'prom-client';
import type { Logger } from 'pino';

/** The exit code after an exception in an unknown place, for the supervisor to start the process again. */
export const UNKNOWN_STATE_EXIT_CODE = 70;

const unhandled = new Counter({
  name: 'saring_unhandled_failures_total',
  help: 'Failures that no task took: each is a bug to mend.',
  labelNames: ['kind'],
});
// A count that is first seen at one has not grown: nobody would be alerted.
for (const kind of ['rejection', 'exception']) unhandled.inc({ kind }, 0);

/**
 * A rejection that no code awaited is logged and counted: the kit restarts the tasks it runs, so one message or one
 * query ends nothing. An exception that no code caught left its caller half done: the process ends in order.
 * @returns removes the guard.
 */
export const guardProcess = (logger: Logger, endInOrder: (exitCode: number) => void): (() => void) => {
  const onRejection = (reason: unknown): void => {
    unhandled.inc({ kind: 'rejection' });
    logger.error(describe(reason), 'a rejection was not awaited: a bug; the process goes on');
  };
  const onException = (error: Error): void => {
    unhandled.inc({ kind: 'exception' });
    logger.fatal(describe(error), 'an exception was not caught: the process ends and is started again');
    endInOrder(UNKNOWN_STATE_EXIT_CODE);
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
};

const describe = (reason: unknown): { error: string; stack?: string } =>
  reason instanceof Error ? { error: reason.message, stack: reason.stack } : { error: String(reason) };
