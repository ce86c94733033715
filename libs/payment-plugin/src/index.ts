// What authors of payment plugins and the service that runs them share: the format, the sandbox and its answers.
export * from './package/manifest';
export * from './package/package-error';
export * from './package/plugin-package';
export * from './package/read-archive';
export * from './package/signing';
export * from './sandbox/limits';
export * from './sandbox/network';
export * from './sandbox/sandbox';
export * from './answers';
export { readFolder } from './commands/folder';
