// archive-folder.ts — where archive files lie: a local folder for now.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A place that keeps files whole. */
export interface ArchiveFolder {
  /** Keeps what comes under a name, all of it or nothing; what was there under that name is replaced. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws Error when there is no such file, at the first read. */
  read(name: string): AsyncIterable<Buffer>;
}

export class LocalArchiveFolder implements ArchiveFolder {
  constructor(private readonly path: string) {}

  /** A process that ends in the midst of it leaves a `.part`, which the next attempt writes over. */
  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.part`;
    const file = await open(part, 'w');
    try {
      for await (const chunk of content) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    // The name, too, outlasts a power cut.
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
  }

  read(name: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.path, name));
  }
}
