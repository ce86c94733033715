// device-name.ts — what a device is called, one that has gone too.
import type { Device } from '@saring/api-client';
import type { Say } from '../language/language';

/** A device, or what is left of one that has gone. */
export type NamedDevice = Pick<Device, 'deviceId' | 'label' | 'mac'>;

/** A name as services give it, which is only the end of a MAC where it has no label. */
export const spokenName = (name: string, say: Say): string =>
  name.startsWith('…') ? `${say('devices.unnamed')} ${name.slice(1)}` : name;

/** The label that its owner gave, else the end of its address, by which two nameless ones differ. */
export const deviceName = (deviceId: string, devices: readonly NamedDevice[], say: Say): string => {
  const device = devices.find((one) => one.deviceId === deviceId);
  if (device?.label) return spokenName(device.label, say);
  return device ? `${say('devices.unnamed')} ${device.mac.slice(-5)}` : say('devices.unnamed');
};
