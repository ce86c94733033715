// start-failure.ts — why a process could not start, in a sentence that names the setting.
import { ConfigError } from './config';
import type { ServiceEnv } from './service';

/** Settings that name a port to listen on. */
const PORT_SETTING = /(?:^|_)PORT$/;

/** Without a stack where the operator can mend it. */
export const describeStartFailure = (error: Error, env: ServiceEnv): string => {
  if (error instanceof ConfigError) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
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
