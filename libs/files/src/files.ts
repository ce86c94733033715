// files.ts — the port: whole files by their names, wherever they are kept.
import type { Readable } from 'node:stream';

export type StoredFile = {
  readonly name: string;
  readonly bytes: number;
  /** When it was stored, by the clock of the place. */
  readonly at: Date;
};

export interface Files {
  /** Where it is, in words for an operator; no secret is in them. */
  readonly place: string;
  /**
   * Stores all of a stream under a name, in place of what the name had. Nobody ever sees a part of it: what fails, ends
   * early or outlasts its time leaves nothing.
   * @returns what the place says that it holds. @throws FilesError, or what the stream throws
   */
  put(name: string, source: Readable): Promise<StoredFile>;
  /** From a byte on, the first without one, and no more than so many. @throws FilesError `absent` where there is none; later failures are the stream's. */
  get(name: string, fromByte?: number, mostBytes?: number): Promise<Readable>;
  /** Those whose names begin so, by name; half-written ones are none. @throws FilesError */
  list(prefix: string): Promise<readonly StoredFile[]>;
  /**
   * As list, for places that hold more than a list takes.
   * @param after the last name of the page before; '' for the first. @returns no more than so many. @throws FilesError
   */
  page(prefix: string, after: string, most: number): Promise<readonly StoredFile[]>;
  /** One that is gone already is no fault. @throws FilesError */
  remove(name: string): Promise<void>;
}

/** absent: no such file; refused: the place does not let us; unreachable: it gives no answer, in time or at all; full; name. */
type Fault = 'absent' | 'refused' | 'unreachable' | 'full' | 'name';

/** Why the place did not do it, in a sentence for an operator. */
export class FilesError extends Error {
  override readonly name = 'FilesError';

  constructor(
    readonly fault: Fault,
    message: string,
  ) {
    super(message);
  }
}

/** A list that is longer is a place that nobody tidies. */
const MOST_FILES = 10_000;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,149}$/;

/** Names that mean the same in every file system and in every URL. @throws FilesError */
export const requireName = (name: string): void => {
  if (!NAME.test(name) || name.includes('..'))
    throw new FilesError('name', `${JSON.stringify(name)} is no name of a file.`);
};

/** @throws FilesError */
export const requireFew = (count: number, place: string): void => {
  if (count > MOST_FILES)
    throw new FilesError('full', `${place} holds more than ${MOST_FILES} files: give Saring one of its own.`);
};
