export * from './connection';
export * from './errors';
export * from './facts';
export * from './messenger';
export * from './nats-server-strategy';
export * from './observations';
export * from './streams';
export * from './telemetry';
