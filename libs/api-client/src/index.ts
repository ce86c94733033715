// edge's REST interface for the two SPAs: typed, without a dependency, for the browser and for specs alike.
export * from './api-client';
export * from './api-problem';
export { csrfTokenIn } from './calls';
export * from './follow-live';
export * from './subscriber-views';
export * from './reverse-client';
export * from './shop-client';
export * from './shop-views';
export * from './operator-api';
export type { paths } from './generated/api';
