// prometheus.ts — Prometheus and its promtool, as the scripts of this machine find them.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type ManagedChild } from './managed-child';

/** From `.data/bin`, where the scripts unpack them, else from PATH. @throws where neither has it. */
export const findPrometheus = (program: 'prometheus' | 'promtool', dataDir: string): string => {
  const own = join(dataDir, 'bin', program);
  if (existsSync(own)) return own;
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error(`${program} is missing: run \`npm run observe\` once, or \`apt-get install prometheus\``);
  }
};

/** For specs, on loopback. @param options configFile names rules and targets; storeDir keeps what it saw; consoleDir has its pages. */
export const startPrometheus = async (options: {
  readonly dataDir: string;
  readonly configFile: string;
  readonly storeDir: string;
  readonly port: number;
  readonly consoleDir: string;
}): Promise<ManagedChild & { readonly url: string }> => {
  const { dataDir, configFile, storeDir, port, consoleDir } = options;
  const child = await startChild({
    name: 'prometheus',
    command: findPrometheus('prometheus', dataDir),
    args: [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${storeDir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
      `--web.console.templates=${consoleDir}`,
      `--web.console.libraries=${consoleDir}`,
    ],
    readyLine: /Server is ready to receive web requests/,
    stopSignal: 'SIGTERM',
  });
  return { ...child, url: `http://127.0.0.1:${port}` };
};
