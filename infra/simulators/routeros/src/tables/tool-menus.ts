// tool-menus.ts — menus that other people's tools ask for, beside those of a hotspot.
import { HOTSPOT_INTERFACE, type MenuRules } from './menu-rules';

const named: MenuRules = { keyOf: (row) => row.name, duplicate: 'already have such name' };

export const TOOL_MENUS: Record<string, MenuRules> = {
  'ip/firewall/connection': { readOnly: true },
  'ip/pool/used': { readOnly: true },
  'ip/neighbor': { readOnly: true },
  'ip/route': {
    defaults: { dynamic: 'false', disabled: 'false' },
    rows: [
      { 'dst-address': '10.5.50.0/24', gateway: HOTSPOT_INTERFACE, active: 'true', connect: 'true' },
      { 'dst-address': '192.168.88.0/24', gateway: 'ether1', active: 'true', connect: 'true' },
    ].map((row) => ({ ...row, distance: '0', dynamic: 'true', disabled: 'false' })),
  },
  'system/logging': {
    firstNumber: 0,
    required: ['topics'],
    defaults: { action: 'memory', prefix: '', regex: '', invalid: 'false', disabled: 'false' },
    rows: ['info', 'error', 'warning', 'critical'].map((topics) => ({
      topics,
      ...{ action: topics === 'critical' ? 'echo' : 'memory', prefix: '', default: 'true' },
      ...{ invalid: 'false', disabled: 'false' },
    })),
  },
  'system/package': {
    readOnly: true,
    rows: [{ name: 'routeros', disabled: 'false', scheduled: '' }],
  },
  'system/health': {
    readOnly: true,
    rows: [
      { name: 'voltage', value: '24.1', type: 'V' },
      { name: 'temperature', value: '38', type: 'C' },
    ],
  },
  'user/active': { readOnly: true },
  'interface/bridge': {
    ...named,
    rows: [{ name: HOTSPOT_INTERFACE, mtu: 'auto', arp: 'enabled', running: 'true', disabled: 'false' }],
  },
  'interface/ethernet': {
    ...named,
    readOnly: true,
    rows: ['ether1', 'ether2'].map((name, index) => ({
      name,
      'default-name': name,
      mtu: '1500',
      'mac-address': `4C:5E:0C:00:00:0${index + 1}`,
      running: 'true',
      disabled: 'false',
    })),
  },
};
