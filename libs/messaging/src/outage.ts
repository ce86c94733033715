import { NatsError } from 'nats';
import { UnavailableError } from './errors';

/** Of Node: nothing listens there, it hung up, or its name is not to be had. */
const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** Of PostgreSQL: connection exceptions, insufficient resources, operator intervention; read-only after a failover. */
const DATABASE_CODE = /^(?:08...|53...|57P0.|25006)$/;
/** Messages of pg, without a code, about a lost connection. */
const DATABASE_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether something failed because what it needs is away: then it is to be waited for, however long. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof UnavailableError || error instanceof NatsError) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK_CODES.includes(code) || DATABASE_CODE.test(code) || DATABASE_WORDS.test(error.message);
};
