// data-folder.ts — one program at a time on a folder of data.
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { StartRefusedError } from '@saring/service-kit';

/** An abstract socket as a lock: it is gone with its process, however that ends. */
export const lockFolder = (dataDir: string): Promise<() => Promise<void>> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () =>
      reject(
        new StartRefusedError(
          `Saring already runs on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
        ),
      ),
    );
    server.listen(`\0saring-${createHash('sha256').update(dataDir).digest('hex').slice(0, 32)}`, () => {
      server.unref();
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
