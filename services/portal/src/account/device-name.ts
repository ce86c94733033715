import type { Device } from '@saring/api-client';
import type { Say } from '../language/language';

/** The label that its owner gave, else the end of its address, which tells two nameless ones apart. */
export const deviceName = (deviceId: string, devices: readonly Device[], say: Say): string => {
  const device = devices.find((one) => one.deviceId === deviceId);
  if (device?.label) return device.label;
  return device ? `${say('devices.unnamed')} ${device.mac.slice(-5)}` : say('devices.unnamed');
};
