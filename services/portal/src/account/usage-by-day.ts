import type { UsageDay } from '@saring/api-client';
import { daysBefore } from '../language/formats';

export type DayUse = { readonly date: string; readonly bytes: number };
type DeviceUse = { readonly deviceId: string; readonly bytes: number };

const bytesOf = ({ bytesIn, bytesOut }: UsageDay): number => bytesIn + bytesOut;

/** Every one of the last days, oldest first, those without use among them. */
export const lastDays = (usage: readonly UsageDay[], today: string, count: number): readonly DayUse[] => {
  const bytesByDate = new Map<string, number>();
  for (const day of usage) bytesByDate.set(day.date, (bytesByDate.get(day.date) ?? 0) + bytesOf(day));
  return Array.from({ length: count }, (_, index) => {
    const date = daysBefore(today, count - 1 - index);
    return { date, bytes: bytesByDate.get(date) ?? 0 };
  });
};

/** Usage of devices on a date, the most first. */
export const usedOn = (usage: readonly UsageDay[], date: string): readonly DeviceUse[] => {
  const bytesByDevice = new Map<string, number>();
  for (const day of usage)
    if (day.date === date)
      bytesByDevice.set(day.deviceId, (bytesByDevice.get(day.deviceId) ?? 0) + bytesOf(day));
  return [...bytesByDevice]
    .map(([deviceId, bytes]) => ({ deviceId, bytes }))
    .sort((left, right) => right.bytes - left.bytes);
};
