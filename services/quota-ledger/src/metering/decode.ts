// decode.ts — a message of the observations stream as the meter takes it, or the reason why it cannot be read.
import { refused, ok, isUuid, type Result } from '@saring/kernel';
import type { ObservationMessage } from '@saring/messaging';
import type { Observation } from '../domain/meter.decide';

export type Decoded = { readonly routerId: string; readonly observation: Observation };

const ROUTER = /^[A-Za-z0-9_-]{1,64}$/;
const decoder = new TextDecoder('utf-8', { fatal: true });

const counts = (column: unknown): column is number[] =>
  Array.isArray(column) && column.every((value) => Number.isSafeInteger(value) && (value as number) >= 0);
const texts = (column: unknown): column is string[] =>
  Array.isArray(column) && column.every((value) => typeof value === 'string');
const seconds = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Refuses whatever does not hold together: `OBSERVATION.UNREADABLE`; the caller sets the message aside, unmetered. */
export const decodeObservation = (message: ObservationMessage): Result<Decoded, 'OBSERVATION.UNREADABLE'> => {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(decoder.decode(message.data)) as Record<string, unknown>;
  } catch (error) {
    return refused('OBSERVATION.UNREADABLE', { reason: (error as Error).message.slice(0, 120) });
  }
  const problem = body === null || typeof body !== 'object' ? 'not an object' : problemOf(body);
  if (problem) return refused('OBSERVATION.UNREADABLE', { reason: problem });
  const reading = body as unknown as Omit<Observation, 'sequence'> & { routerId: string };
  return ok({ routerId: reading.routerId, observation: { ...reading, sequence: message.sequence } });
};

const problemOf = (body: Record<string, unknown>): string | null => {
  if (typeof body['routerId'] !== 'string' || !ROUTER.test(body['routerId'])) return 'routerId';
  if (typeof body['bootId'] !== 'string' || body['bootId'] === '') return 'bootId';
  if (typeof body['readingId'] !== 'string') return 'readingId';
  if (body['kind'] !== 'poll' && body['kind'] !== 'cut') return 'kind';
  if (!seconds(body['routerUptimeSeconds'])) return 'routerUptimeSeconds';
  if (!seconds(body['linkBitsPerSecondPerDevice'])) return 'linkBitsPerSecondPerDevice';
  const at = body['observedAt'];
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || new Date(at).toISOString() !== at)
    return 'observedAt';
  const { part, parts } = body;
  if (
    !Number.isInteger(part) ||
    !Number.isInteger(parts) ||
    (part as number) < 0 ||
    (part as number) >= (parts as number)
  )
    return 'part';
  return columnProblem(body);
};

const columnProblem = (body: Record<string, unknown>): string | null => {
  const { ids, macKeys, deviceIds, owners, bytesIn, bytesOut, uptimeSeconds } = body;
  for (const [name, column] of Object.entries({ ids, macKeys, deviceIds, owners }))
    if (!texts(column)) return name;
  for (const [name, column] of Object.entries({ bytesIn, bytesOut, uptimeSeconds }))
    if (!counts(column)) return name;
  const rows = (ids as string[]).length;
  const columns = [macKeys, deviceIds, owners, bytesIn, bytesOut, uptimeSeconds] as unknown[][];
  if (columns.some((column) => column.length !== rows)) return 'columns of different lengths';
  if ((owners as string[]).some((owner) => owner !== '' && !isUuid(owner))) return 'owners';
  const keys = new Set((ids as string[]).map((id, index) => `${id}/${(macKeys as string[])[index]}`));
  return keys.size === rows ? null : 'a row stands twice';
};
