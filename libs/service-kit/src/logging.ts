import { trace } from '@opentelemetry/api';
import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach a log, wherever they stand in an object. */
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

/** JSON lines with the ids of the active trace. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { traceId: span.traceId, spanId: span.spanId } : {};
    },
  });
