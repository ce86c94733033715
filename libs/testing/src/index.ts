export * from './eventually';
export * from './test-database';
export * from './test-stack';
export * from './fault-proxy';
export * from './software-authenticator';
export * from './fuzz';
