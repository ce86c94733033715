import { trace } from '@opentelemetry/api';
import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach a log, wherever they are in an object. */
const SECRET_NAMES = [
  'password',
  'code',
  'token',
  'phone',
  'toPhone',
  'refreshToken',
  'accessToken',
  'secret',
  'authorization',
  'cookie',
];

const isLevel = (level: string): boolean => level === 'silent' || level in pino.levels.values;

/** JSON lines with the ids of the active trace. An unknown level is `info` here: the settings are refused with it. */
export const createLogger = (level: string): Logger =>
  pino({
    level: isLevel(level) ? level : 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { traceId: span.traceId, spanId: span.spanId } : {};
    },
  });
