// designs.ts — how tickets lie on paper, and how many on a sheet.
export const DESIGNS = ['a4-21', 'a4-40', 'a4-60', 'roll-58', 'roll-80'] as const;
export type Design = (typeof DESIGNS)[number];
export const TICKETS_A_SHEET: Readonly<Record<Design, number>> = {
  ...{ 'a4-21': 21, 'a4-40': 40, 'a4-60': 60, 'roll-58': 1, 'roll-80': 1 },
};
