// package-hours.ts — hours of every day in which what is sold can be used, or is faster (docs/adr/0041).
import { dailyHoursIn } from '@saring/kernel';

/** Texts like `22:00-06:00`; empty: none. */
export type PackageHours = {
  /** It can be used in these alone. */
  readonly validHours: string;
  /** In these it is so fast in place of its speed; kilobits a second, 0: as fast as the network goes. */
  readonly speedHours: string;
  readonly hoursSpeedDownKilobitsPerSecond: number;
  readonly hoursSpeedUpKilobitsPerSecond: number;
};
/** As they were sold, with the zone whose clocks they are: fixed then, so that a site that moves takes nothing away. */
export type SoldHours = Partial<PackageHours> & { readonly hoursTimeZone?: string };

const isHours = (text: string): boolean => text === '' || dailyHoursIn(text) !== null;

/** Usage of other hours would start the clock of one without bytes: that one begins when it is bought. */
export const areHours = ({
  validHours,
  speedHours,
  unlimited,
  startsAtFirstUse,
}: PackageHours & { readonly unlimited: boolean; readonly startsAtFirstUse: boolean }): boolean =>
  isHours(validHours) && isHours(speedHours) && !(validHours !== '' && unlimited && startsAtFirstUse);

/** Nothing for what is equal all day, as most is. */
export const soldHours = (sold: PackageHours, hoursTimeZone: string): SoldHours => {
  const { validHours, speedHours, hoursSpeedDownKilobitsPerSecond, hoursSpeedUpKilobitsPerSecond } = sold;
  return {
    ...(validHours === '' ? {} : { validHours }),
    ...(speedHours === ''
      ? {}
      : { speedHours, hoursSpeedDownKilobitsPerSecond, hoursSpeedUpKilobitsPerSecond }),
    ...(validHours === '' && speedHours === '' ? {} : { hoursTimeZone }),
  };
};

/** The same of something that was sold before. */
export const keptHours = ({
  validHours,
  speedHours,
  hoursSpeedDownKilobitsPerSecond,
  hoursSpeedUpKilobitsPerSecond,
  hoursTimeZone,
}: SoldHours): SoldHours => ({
  ...(validHours ? { validHours } : {}),
  ...(speedHours ? { speedHours, hoursSpeedDownKilobitsPerSecond, hoursSpeedUpKilobitsPerSecond } : {}),
  ...(hoursTimeZone ? { hoursTimeZone } : {}),
});

/** What was sold, but for its hours. */
export const withoutHours = <T extends SoldHours>({
  validHours: _valid,
  speedHours: _hours,
  hoursSpeedDownKilobitsPerSecond: _down,
  hoursSpeedUpKilobitsPerSecond: _up,
  hoursTimeZone: _zone,
  ...rest
}: T): Omit<T, keyof SoldHours> => rest;

/** As the ledger is asked. */
export const hoursAsked = (sold: SoldHours) => ({
  validHours: sold.validHours ?? '',
  speedHours: sold.speedHours ?? '',
  hoursSpeedDownKilobitsPerSecond: sold.hoursSpeedDownKilobitsPerSecond ?? 0,
  hoursSpeedUpKilobitsPerSecond: sold.hoursSpeedUpKilobitsPerSecond ?? 0,
  timeZone: sold.hoursTimeZone,
});
