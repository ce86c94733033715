export * from './change';
export * from './decider';
export * from './event-store';
export * from './follow';
export * from './given';
export * from './process';
export * from './recorded';
