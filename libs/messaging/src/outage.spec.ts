import { NatsError } from 'nats';
import { RefusalError, UnavailableError } from './errors';
import { isOutage } from './outage';

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each<[string, unknown, boolean]>([
  ['a service that does not answer', new UnavailableError('rpc.x', 'TIMEOUT'), true],
  ['NATS that does not', new NatsError('TIMEOUT', 'TIMEOUT'), true],
  ['a refused connection', withCode('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'), true],
  ['a connection that was cut', new Error('Connection terminated unexpectedly'), true],
  ['a pool that waited in vain', new Error('timeout exceeded when trying to connect'), true],
  ['a database that shuts down', withCode('terminating connection', '57P01'), true],
  ['a full disk', withCode('could not extend file', '53100'), true],
  ['a standby', withCode('cannot execute INSERT in a read-only transaction', '25006'), true],
  ['a unique row', withCode('duplicate key', '23505'), false],
  ['a value that does not fit', withCode('invalid input syntax', '22P02'), false],
  ['a refusal', new RefusalError('BILLING.ORDER_UNKNOWN'), false],
  ['a slip', new TypeError('x is undefined'), false],
  ['no error at all', 'down', false],
])('%s', (_what, error, expected) => expect(isOutage(error)).toBe(expected));
