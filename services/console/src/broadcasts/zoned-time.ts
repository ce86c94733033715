// zoned-time.ts — a day and a time as the clock of the site shows them, wherever the browser is.
const WALL_CHARACTERS = 'yyyy-mm-ddThh:mm'.length;

const wallOf = (at: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  } as Intl.DateTimeFormatOptions).format(at);
  return parts.replace(' ', 'T').slice(0, WALL_CHARACTERS);
};

/**
 * @param wall as a field for a day and a time holds it: `2026-12-01T19:30`.
 * @returns null for what is no time.
 */
export const instantIn = (timeZone: string, wall: string): string | null => {
  const meant = Date.parse(`${wall}:00Z`);
  if (wall.length !== WALL_CHARACTERS || Number.isNaN(meant)) return null;
  const offsetAt = (at: number): number => Date.parse(`${wallOf(new Date(at), timeZone)}:00Z`) - at;
  const first = meant - offsetAt(meant);
  // Beside a change of the clock the first guess may have the other offset.
  return new Date(meant - offsetAt(first)).toISOString();
};
