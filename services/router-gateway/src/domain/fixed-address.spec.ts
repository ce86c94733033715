import { parseMacAddress, type MacAddress } from '@saring/kernel';
import type { ConfigRow } from './actual';
import { Signature } from './comments';
import { addressFault, planFixedAddresses, type DhcpRows } from './fixed-address';

const signature = new Signature('0a1b2c3d');
const macOf = (text: string): MacAddress => {
  const parsed = parseMacAddress(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};
const PRINTER = macOf('AA:BB:CC:00:00:01');
const CAMERA = macOf('AA:BB:CC:00:00:02');
const row = (id: string, attributes: Record<string, string>): ConfigRow => ({ id, attributes });
const lease = (id: string, mac: string, address: string, more: Record<string, string> = {}): ConfigRow =>
  row(id, { 'mac-address': mac, address, dynamic: 'false', disabled: 'false', ...more });
const ours = { comment: signature.fixedAddress() };

const dhcp = (...leases: ConfigRow[]): DhcpRows => ({
  leases,
  networks: [row('*1', { address: '10.5.50.0/24', gateway: '10.5.50.1' })],
  addresses: [row('*1', { address: '10.5.50.2/24' })],
});
const fault = (address: string, ...leases: ConfigRow[]) =>
  addressFault({ mac: PRINTER, address }, dhcp(...leases), signature);

describe('an address that an operator wants to fix', () => {
  it('may lie anywhere in a network of the DHCP server', () => {
    expect(fault('10.5.50.20')).toBeNull();
    expect(fault('10.5.51.20')).toBe('outside');
    expect(fault('10.5.50.0')).toBe('outside');
    expect(fault('10.5.50.255')).toBe('outside');
  });

  it('is neither the router’s nor of another device', () => {
    expect(fault('10.5.50.1')).toBe('taken');
    expect(fault('10.5.50.2')).toBe('taken');
    expect(fault('10.5.50.20', lease('*9', CAMERA, '10.5.50.20', { dynamic: 'true' }))).toBe('taken');
  });

  it('may be the one that the device has now, or had before', () => {
    expect(fault('10.5.50.20', lease('*9', PRINTER, '10.5.50.20', { dynamic: 'true' }))).toBeNull();
    expect(fault('10.5.50.21', lease('*9', PRINTER, '10.5.50.20', ours))).toBeNull();
  });

  it('leaves a device alone that has a lease by hand', () => {
    expect(fault('10.5.50.20', lease('*9', PRINTER.toLowerCase(), '10.5.50.30'))).toBe('by_hand');
  });
});

describe('the leases of ours', () => {
  const plan = (wanted: [MacAddress, string][], ...leases: ConfigRow[]) =>
    planFixedAddresses(new Map(wanted), leases, signature).map(({ action, id, attributes }) => [
      ...[action, id, attributes],
    ]);

  it('are made, changed, enabled and taken away, and stay when they are right', () => {
    const add = { address: '10.5.50.20', 'mac-address': PRINTER, ...ours };
    expect(plan([[PRINTER, '10.5.50.20']])).toEqual([['add', undefined, add]]);
    expect(plan([[PRINTER, '10.5.50.20']], lease('*1', PRINTER, '10.5.50.20', ours))).toEqual([]);
    const off = { ...ours, disabled: 'true' };
    expect(plan([[PRINTER, '10.5.50.21']], lease('*1', PRINTER, '10.5.50.20', off))).toEqual([
      ['set', '*1', { address: '10.5.50.21', disabled: 'no' }],
    ]);
    expect(plan([], lease('*1', PRINTER, '10.5.50.20', ours))).toEqual([['remove', '*1', {}]]);
  });

  it('are freed before another device gets their address; a second of one device goes', () => {
    const held = [lease('*1', PRINTER, '10.5.50.20', ours), lease('*2', CAMERA, '10.5.50.30', ours)];
    const twice = lease('*3', CAMERA, '10.5.50.31', ours);
    expect(plan([[CAMERA, '10.5.50.20']], ...held, twice)).toEqual([
      ['remove', '*1', {}],
      ['remove', '*3', {}],
      ['set', '*2', { address: '10.5.50.20' }],
    ]);
  });

  it('of others stay', () => {
    expect(plan([], lease('*1', PRINTER, '10.5.50.20'))).toEqual([]);
  });
});
