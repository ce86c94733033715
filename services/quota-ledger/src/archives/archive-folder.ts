// archive-folder.ts — where archive files lie: behind the port of files, and those of before in folders of ARCHIVE_FOLDER.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FilesError, folderFiles, type Files } from '@saring/files';
import { filesOf } from '@saring/service-kit';
import type { z } from 'zod';
import { archiveConfig } from '../config';

/** A place that keeps files whole. */
export interface ArchiveFolder {
  /** Keeps what comes under a name, all of it or nothing; what was there under that name is replaced. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws FilesError when there is no such file, at the first read. */
  read(name: string): AsyncIterable<Buffer>;
}

/** As versions before wrote them: `meter-<router>/<month>.<from>-<until>.jsonl.zst`. */
const isNested = (name: string): boolean => name.includes('/');

/** Files of the port; what it does not have is looked for in the folder that archives went to before. */
export class StoredArchives implements ArchiveFolder {
  constructor(
    private readonly files: Files,
    private readonly formerFolder: string | null = null,
  ) {}

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    await this.files.put(name, Readable.from(content));
  }

  async *read(name: string): AsyncGenerator<Buffer> {
    yield* (await this.open(name)) as AsyncIterable<Buffer>;
  }

  private async open(name: string): Promise<Readable> {
    const { files, formerFolder } = this;
    if (formerFolder !== null && isNested(name)) return createReadStream(join(formerFolder, name));
    try {
      return await files.get(name);
    } catch (error) {
      const isAbsent = error instanceof FilesError && error.fault === 'absent';
      if (!isAbsent || formerFolder === null) throw error;
      return folderFiles(formerFolder).get(name);
    }
  }
}

/** As the settings say; null: no archives are made. */
export const archivesOf = (config: z.infer<typeof archiveConfig>): ArchiveFolder | null => {
  const { ARCHIVE_FOLDER: folder = null } = config;
  if (config.ARCHIVE_IN_FILES) {
    const files = filesOf(config);
    if (files) return new StoredArchives(files, folder);
  }
  return folder === null ? null : new StoredArchives(folderFiles(folder), folder);
};

/** The same for a command beside the service. @throws ZodError where a setting is wrong. */
export const archivesIn = (env: Readonly<Record<string, string | undefined>>): ArchiveFolder | null =>
  archivesOf(archiveConfig.parse(env));
