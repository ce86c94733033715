// start-failure.ts — why a process could not start, in a sentence that names the setting.
import { ConfigError } from './config';
import type { ServiceEnv } from './service';

/** Settings that name a port to listen on. */
const PORT_SETTING = /(?:^|_)PORT$/;

/** Errors of PostgreSQL and NATS about a wrong address, name or password. */
const SETTING_OF_CODE: Readonly<Record<string, string>> = {
  '28P01': 'DATABASE_URL',
  '28000': 'DATABASE_URL',
  '3D000': 'DATABASE_URL',
  AUTHORIZATION_VIOLATION: 'NATS_URL',
};
const FOLDER_CODES: ReadonlySet<string> = new Set([
  'EACCES',
  'EROFS',
  'EPERM',
  'ENOTDIR',
  'ENOENT',
  'EEXIST',
]);

/** A start that its message explains whole. */
export class StartRefusedError extends Error {
  override readonly name = 'StartRefusedError';
}

/** Without a stack where the operator can mend it. */
export const describeStartFailure = (error: Error, env: ServiceEnv): string => {
  if (error instanceof ConfigError || error instanceof StartRefusedError) return error.message;
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  const setting = SETTING_OF_CODE[code ?? ''];
  if (setting) return `${setting}: ${error.message}.`;
  if (port === undefined && path !== undefined && FOLDER_CODES.has(code ?? ''))
    return `${path} cannot be written or read (${code}): let this user, or set DATA_DIR to another folder.`;
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    const why = code === 'EACCES' ? 'may not be used by this user' : 'is in use by another program';
    return `Port ${port} ${why}: ${settingOf(port, env)}`;
  }
  return `Saring could not start: ${error.stack}`;
};

const settingOf = (port: number | undefined, env: ServiceEnv): string => {
  const names = Object.keys(env).filter((name) => PORT_SETTING.test(name) && env[name] === String(port));
  return names.length > 0
    ? `set ${names.join(' or ')} to another one.`
    : 'end that program or choose another port.';
};
