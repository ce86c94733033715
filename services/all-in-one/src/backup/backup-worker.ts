// backup-worker.ts — a backup in a thread of its own: its seal is seconds of arithmetic, in which nobody would be answered.
import 'reflect-metadata';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { FilesError } from '@saring/files';
import { systemClock } from '@saring/kernel';
import { BackupError } from './backup-error';
import type { StoredBackup } from './backup-store';
import { makeHere, type MakerSettings } from './backups';

type Fault = { readonly message: string; readonly fault?: FilesError['fault'] };
type Ended = { readonly made: StoredBackup } | { readonly failed: Fault };

/** One backup in a thread that ends with it. @throws BackupError, FilesError */
export const makeApart = (settings: MakerSettings, signal: AbortSignal): Promise<StoredBackup> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: { backup: settings } });
    worker.once('message', (ended: Ended) => {
      if ('made' in ended) resolve(ended.made);
      else reject(errorOf(ended.failed));
    });
    worker.once('error', reject);
    const stop = (): void => {
      worker.terminate().catch(reject);
    };
    signal.addEventListener('abort', stop, { once: true });
    // After its message this says nothing new.
    worker.once('exit', (code) => reject(new BackupError(`The thread of the backup ended with ${code}.`)));
  });

const errorOf = ({ message, fault }: Fault): Error =>
  fault === undefined ? new BackupError(message) : new FilesError(fault, message);

const { backup: wanted } = (workerData ?? {}) as { readonly backup?: MakerSettings };
if (parentPort && wanted) {
  const port = parentPort;
  makeHere(wanted, systemClock)
    .then((made): Ended => ({ made }))
    .catch((error: Error): Ended => {
      const { message } = error;
      return { failed: error instanceof FilesError ? { message, fault: error.fault } : { message } };
    })
    .then((ended) => port.postMessage(ended))
    .catch((error: Error) => {
      throw error;
    });
}
