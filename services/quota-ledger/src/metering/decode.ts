// decode.ts — a message of the observations stream as the meter takes it, or the reason why it cannot be read.
import { refused, ok, isUuid, type Result } from '@saring/kernel';
import type { ObservationMessage, ReadingMessage } from '@saring/messaging';
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
export const decodeObservation = (
  message: ObservationMessage,
  stream: string,
): Result<Decoded, 'OBSERVATION.UNREADABLE'> => {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(decoder.decode(message.data)) as Record<string, unknown>;
  } catch (error) {
    return refused('OBSERVATION.UNREADABLE', { reason: (error as Error).message.slice(0, 120) });
  }
  const problem = body === null || typeof body !== 'object' ? 'not an object' : problemOf(body);
  if (problem) return refused('OBSERVATION.UNREADABLE', { reason: problem });
  const reading = body as unknown as ReadingMessage;
  return ok({ routerId: reading.routerId, observation: observationOf(reading, message.sequence, stream) });
};

const observationOf = (reading: ReadingMessage, sequence: number, stream: string): Observation => {
  const { interfaceNames, interfaceBytesIn, interfaceBytesOut } = reading;
  const witness =
    interfaceNames && interfaceBytesIn && interfaceBytesOut
      ? { name: interfaceNames, in: interfaceBytesIn, out: interfaceBytesOut }
      : undefined;
  const columns = withoutDoubles(reading);
  return { ...columns, sequence, stream, ...(witness ? { witness } : {}) };
};

const COLUMNS = ['ids', 'macKeys', 'deviceIds', 'owners', 'bytesIn', 'bytesOut', 'uptimeSeconds'] as const;

/** A row that stands twice counts once, the later: tables change while they are printed. */
const withoutDoubles = (reading: ReadingMessage): ReadingMessage => {
  const last = new Map(reading.ids.map((id, index) => [`${id}/${reading.macKeys[index]}`, index]));
  if (last.size === reading.ids.length) return reading;
  const kept = new Set(last.values());
  const byHand = new Set(reading.byHandRows);
  const keep = <T>(column: readonly T[]): T[] => column.filter((_, index) => kept.has(index));
  return {
    ...reading,
    ...Object.fromEntries(COLUMNS.map((name) => [name, keep<string | number>(reading[name])])),
    byHandRows: [...kept].sort((a, b) => a - b).flatMap((index, at) => (byHand.has(index) ? [at] : [])),
  };
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
  return addedProblem(body);
};

/** What gateways of before do not send. */
const addedProblem = (body: Record<string, unknown>): string | null => {
  const { routerUptimeAfterSeconds: after, leftOutIds, byHandRows } = body;
  if (after !== undefined && !seconds(after)) return 'routerUptimeAfterSeconds';
  if (leftOutIds !== undefined && !texts(leftOutIds)) return 'leftOutIds';
  if (byHandRows !== undefined && !counts(byHandRows)) return 'byHandRows';
  const { interfaceNames: names, interfaceBytesIn: ins, interfaceBytesOut: outs } = body;
  if (names === undefined) return null;
  if (!texts(names) || !counts(ins) || !counts(outs)) return 'interfaceNames';
  return names.length === ins.length && names.length === outs.length ? null : 'interfaceNames';
};
