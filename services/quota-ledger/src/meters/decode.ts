// decode.ts — a message of the observations stream as the meter takes it, or the reason why it cannot be read.
import { refused, ok, isUuid, type Result } from '@saring/kernel';
import type { ObservationMessage, ReadingMessage, ReadingReader } from '@saring/messaging';
import { rowKey } from '../domain/meter';
import type { Observation } from '../domain/meter.decide';

type Decoded = {
  readonly routerId: string;
  readonly observation: Observation;
  /** How often the router is polled; absent of cuts, and of gateways of before. */
  readonly pollSeconds?: number;
};

const ROUTER = /^[A-Za-z0-9_-]{1,64}$/;
/** Results for arrays of names, looked up again when the very same arrays return. */
type FoundNames = {
  readonly problem: string | null;
  readonly keys: readonly string[];
  readonly isDoubled: boolean;
};
const foundNames = new WeakMap<readonly string[], FoundNames>();

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
  reader: ReadingReader,
): Result<Decoded, 'OBSERVATION.UNREADABLE'> => {
  let body: Record<string, unknown>;
  try {
    body = reader.read(message.data) as Record<string, unknown>;
  } catch (error) {
    return refused('OBSERVATION.UNREADABLE', { reason: (error as Error).message.slice(0, 120) });
  }
  const problem = body === null || typeof body !== 'object' ? 'not an object' : problemOf(body);
  if (problem) return refused('OBSERVATION.UNREADABLE', { reason: problem });
  const reading = body as unknown as ReadingMessage;
  const { routerId, pollSeconds } = reading;
  return ok({ routerId, observation: observationOf(reading, message.sequence, stream), pollSeconds });
};

const observationOf = (reading: ReadingMessage, sequence: number, stream: string): Observation => {
  const { interfaceNames, interfaceBytesIn, interfaceBytesOut } = reading;
  const witness =
    interfaceNames && interfaceBytesIn && interfaceBytesOut
      ? { name: interfaceNames, in: interfaceBytesIn, out: interfaceBytesOut }
      : undefined;
  const columns = withoutDoubles(reading);
  // Keys of rows that are left as they came; what a message itself calls so is none.
  const rowKeys = columns === reading ? foundNames.get(reading.ids)?.keys : undefined;
  return { ...columns, rowKeys, sequence, stream, ...(witness ? { witness } : {}) };
};

const COLUMNS = ['ids', 'macKeys', 'deviceIds', 'owners', 'bytesIn', 'bytesOut', 'uptimeSeconds'] as const;

/** Of a row that appears twice the later one counts: tables change while they are printed. */
const withoutDoubles = (reading: ReadingMessage): ReadingMessage => {
  if (foundNames.get(reading.ids)?.isDoubled === false) return reading;
  const last = new Map(foundNames.get(reading.ids)?.keys.map((key, index) => [key, index]));
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
  const { ids, bytesIn, bytesOut, uptimeSeconds } = body;
  const names = namesProblem(body);
  if (names) return names;
  for (const [name, column] of Object.entries({ bytesIn, bytesOut, uptimeSeconds }))
    if (!counts(column)) return name;
  const rows = (ids as string[]).length;
  const columns = [bytesIn, bytesOut, uptimeSeconds] as unknown[][];
  if (columns.some((column) => column.length !== rows)) return DIFFERENT_LENGTHS;
  return addedProblem(body);
};

const DIFFERENT_LENGTHS = 'columns of different lengths';

const namesProblem = ({ ids, macKeys, deviceIds, owners }: Record<string, unknown>): string | null => {
  if (!Array.isArray(ids)) return 'ids';
  const found = foundNames.get(ids);
  if (found) return found.problem;
  const problem = findNamesProblem({ ids, macKeys, deviceIds, owners });
  const keys =
    problem === null
      ? (ids as string[]).map((id, index) => rowKey(id, (macKeys as string[])[index] ?? ''))
      : [];
  foundNames.set(ids, { problem, keys, isDoubled: new Set(keys).size < keys.length });
  return problem;
};

const findNamesProblem = (columns: Record<string, unknown>): string | null => {
  for (const [name, column] of Object.entries(columns)) if (!texts(column)) return name;
  const { ids, macKeys, deviceIds, owners } = columns as Record<string, string[]>;
  if ([macKeys, deviceIds, owners].some((column) => column?.length !== ids?.length)) return DIFFERENT_LENGTHS;
  return owners?.some((owner) => owner !== '' && !isUuid(owner)) ? 'owners' : null;
};

/** Fields that older gateways do not send. */
const addedProblem = (body: Record<string, unknown>): string | null => {
  const { routerUptimeAfterSeconds: after, leftOutIds, byHandRows, pollSeconds } = body;
  if (pollSeconds !== undefined && !seconds(pollSeconds)) return 'pollSeconds';
  if (after !== undefined && !seconds(after)) return 'routerUptimeAfterSeconds';
  if (leftOutIds !== undefined && !texts(leftOutIds)) return 'leftOutIds';
  if (byHandRows !== undefined && !counts(byHandRows)) return 'byHandRows';
  const { interfaceNames: names, interfaceBytesIn: ins, interfaceBytesOut: outs } = body;
  if (names === undefined) return null;
  if (!texts(names) || !counts(ins) || !counts(outs)) return 'interfaceNames';
  return names.length === ins.length && names.length === outs.length ? null : 'interfaceNames';
};
