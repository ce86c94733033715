// meter-charges.ts — whose bytes a meter's event says they are: what every projection of usage reads.
import { forEachEntry, type UsageMetered } from './meter';

/** Owner and device of each numbered row of a meter, as its events have introduced them. */
export type MeterTable = { owners: string[]; devices: string[] };

export const newMeterTable = (): MeterTable => ({ owners: [], devices: [] });

export type Charge = {
  /** The number of the meter's row. */
  readonly row: number;
  /** The account; never empty. */
  readonly owner: string;
  readonly device: string;
  readonly inBytes: number;
  readonly outBytes: number;
  /** Seconds that the device was online; none of growth that is held. */
  readonly onlineSeconds: number;
  /** Set where the growth is held, with the seconds it had. */
  readonly heldSeconds: number | null;
  /** Names the held usage: the meter's stream revision and the entry. */
  readonly entry: number;
};

/** Moves the table on by an event; every event of the stream must pass here in order. */
export const evolveTable = (table: MeterTable, event: UsageMetered): void => {
  if (event.all) {
    table.owners = [...event.all.owner];
    table.devices = [...event.all.device];
  }
  if (event.rows) {
    table.owners.push(...event.rows.owner);
    table.devices.push(...event.rows.device);
  }
};

/** The charges and holds of an event; the table must already have been moved on by it. None for rows without an owner. */
export const forEachCharge = (
  table: MeterTable,
  event: UsageMetered,
  visit: (charge: Charge) => void,
): void => {
  const held = event.held ? new Map(event.held) : null;
  const online = event.onlineOf ? new Map(event.onlineOf) : null;
  forEachEntry(event, (index, row) => {
    const owner = table.owners[row];
    if (owner === undefined) throw new Error(`entry of row ${row}, which no event has introduced`);
    const inBytes = event.in[index] ?? 0;
    const outBytes = event.out[index] ?? 0;
    if (owner === '' || inBytes + outBytes === 0) return;
    const heldSeconds = held?.get(index) ?? null;
    visit({
      row,
      owner,
      device: table.devices[row] ?? '',
      inBytes,
      outBytes,
      onlineSeconds: heldSeconds === null ? (online?.get(index) ?? event.online ?? 0) : 0,
      heldSeconds,
      entry: index,
    });
  });
};

/** The id of held usage: its position in the router's meter. */
export const anomalyIdOf = (meterStream: string, revision: number, entry: number): string =>
  `${meterStream.replace(/^meter-/, '')}.${revision}.${entry}`;
