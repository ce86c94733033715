// list-filter.ts — what the list of subscribers is filtered by, in its address and as edge takes it.
const STATES = ['pending', 'approved', 'rejected', 'blocked'] as const;
export const FILTER_STATES = STATES;
type FilterState = (typeof STATES)[number];
/** As in the address of the list. */
export type ListFilter = { readonly query?: string; readonly approval?: string };

export const filterStateOf = (word: string | undefined): FilterState | undefined =>
  STATES.find((one) => one === word);

/** As edge takes it. */
export const askedBy = ({ query, approval }: ListFilter) => {
  const state = filterStateOf(approval);
  if (state === 'blocked') return { query, blocked: true };
  return { query, approval: state };
};

/** Of a file with the same people. */
export const fileAddress = (format: 'csv' | 'xlsx', filter: ListFilter, isInFull: boolean): string => {
  const asked = Object.entries({ ...askedBy(filter), ...(isInFull ? { unmask: '1' } : {}) })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]);
  return `/api/v1/subscribers.${format}?${new URLSearchParams(asked).toString()}`;
};
