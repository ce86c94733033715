// local-time.ts — a moment as the clocks of a site show it, with their offset: 2026-11-28T10:00:00+07:00.
/** @param iso in UTC. */
export const localTime = (iso: string, timeZone: string): string => {
  const at = new Date(iso);
  const parts = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'medium' },
  }).format(at);
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // UTC itself has no digits behind its name.
  return `${parts.replace(' ', 'T')}${offset?.replace('GMT', '') || '+00:00'}`;
};
