export * from './bus-users';
export * from './free-port';
export * from './managed-child';
export * from './nats-server';
export * from './postgres-server';
export * from './supervised-child';
export * from './prometheus';
