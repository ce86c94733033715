// local-time.ts — an instant as the browser's own field for a day and a time writes it.
const INSTANT_MINUTES = 'yyyy-mm-ddThh:mm'.length;

/** As the browser's own clock shows it; empty: there is none. */
export const localOf = (iso: string | null | undefined): string => {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, INSTANT_MINUTES);
};

/** Null: the field is empty. */
export const instantOf = (local: string): string | null =>
  local === '' ? null : new Date(local).toISOString();
