import type { Host } from '../domain/actual';
import { HostTable } from './host-table';

const host = (id: string): Host => ({
  ...{ id, mac: 'AA:BB:CC:00:00:01', address: `10.5.50.${id.slice(1)}` },
  ...{ uptimeSeconds: 1, idleSeconds: 0, bytesIn: 0, bytesOut: 0 },
});

describe('the host table', () => {
  it('does not bring back a row that disappeared after its reading was printed', () => {
    const table = new HostTable();
    table.beginReading();
    table.remove('*1');
    expect(table.endReading([host('*1'), host('*2')])).toEqual([host('*2')]);
    expect(table.all()).toEqual([host('*2')]);
  });
  it('shows a row again when a later reading has it', () => {
    const table = new HostTable();
    table.beginReading();
    table.remove('*1');
    table.endReading([]);
    table.beginReading();
    expect(table.endReading([host('*1')])).toEqual([host('*1')]);
  });
});
