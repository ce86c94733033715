// files.contract.ts — the contract of the port: one suite, run by the folder and by S3.
import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FilesError, type Files } from '../files';

/** More than a part of S3, so that an upload in parts is what is tested. */
const LARGE_BYTES = 20 * 1024 * 1024 + 7;
const PIECE_BYTES = 64 * 1024;

export const streamOf = (bytes: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let from = 0; from < bytes.length; from += PIECE_BYTES)
        yield bytes.subarray(from, from + PIECE_BYTES);
    })(),
  );

/** Fails behind so many bytes. */
const breakingStream = (bytes: number): Readable =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < bytes; sent += PIECE_BYTES) yield Buffer.alloc(PIECE_BYTES);
      throw new Error('the source broke');
    })(),
  );

export const faultOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof FilesError) return error.fault;
    throw error;
  }
  return 'none';
};

/** @param files an empty place. @param leftovers what of unfinished files is still there. */
export const filesContract = (files: () => Files, leftovers: () => Promise<number>): void => {
  const read = async (name: string, fromByte?: number): Promise<Buffer> =>
    buffer(await files().get(name, fromByte));
  const names = async (prefix = ''): Promise<string[]> =>
    (await files().list(prefix)).map(({ name }) => name);

  it('gives back what was put, also in parts and from a byte on', async () => {
    const large = randomBytes(LARGE_BYTES);
    const stored = await files().put('large.age', streamOf(large));
    expect(stored).toMatchObject({ name: 'large.age', bytes: LARGE_BYTES });
    expect((await read('large.age')).equals(large)).toBe(true);
    expect((await read('large.age', LARGE_BYTES - 5)).equals(large.subarray(-5))).toBe(true);
    const piece = await buffer(await files().get('large.age', 5, 10));
    expect(piece.equals(large.subarray(5, 15))).toBe(true);
    expect(await files().list('')).toMatchObject([{ name: 'large.age', bytes: LARGE_BYTES }]);
    expect(await leftovers()).toBe(0);
  });

  it('keeps a file of no bytes', async () => {
    await files().put('empty', streamOf(Buffer.alloc(0)));
    expect(await read('empty')).toHaveLength(0);
  });

  it('replaces a file as a whole', async () => {
    await files().put('one', streamOf(Buffer.from('satu')));
    await files().put('one', streamOf(Buffer.from('dua')));
    expect((await read('one')).toString()).toBe('dua');
  });

  it.each([PIECE_BYTES, LARGE_BYTES])(
    'leaves nothing of a source that breaks behind %d bytes',
    async (bytes) => {
      await expect(files().put('broken', breakingStream(bytes))).rejects.toThrow('the source broke');
      expect(await names()).toEqual([]);
      expect(await leftovers()).toBe(0);
    },
  );

  it('leaves nothing of a source that is given up in the middle', async () => {
    const given = new PassThrough();
    given.write(Buffer.alloc(PIECE_BYTES));
    setImmediate(() => given.destroy());
    await expect(files().put('broken', given)).rejects.toThrow();
    expect(await names()).toEqual([]);
    expect(await leftovers()).toBe(0);
  });

  it('keeps the old file where its new one breaks', async () => {
    await files().put('one', streamOf(Buffer.from('satu')));
    await expect(files().put('one', breakingStream(LARGE_BYTES))).rejects.toThrow('the source broke');
    expect((await read('one')).toString()).toBe('satu');
  });

  it('lists by the beginning of names, in their order', async () => {
    for (const name of ['b-2', 'a-1', 'b-1']) await files().put(name, streamOf(Buffer.from(name)));
    expect(await names()).toEqual(['a-1', 'b-1', 'b-2']);
    expect(await names('b-')).toEqual(['b-1', 'b-2']);
  });

  it('gives a long list by pages, each file once', async () => {
    for (const name of ['a-1', 'b-1', 'b-2', 'b-3', 'b-4', 'c-1'])
      await files().put(name, streamOf(Buffer.from(name)));
    const page = async (after: string) =>
      (await files().page('b-', after, 2)).map(({ name, bytes }) => `${name} ${bytes}`);
    expect(await page('')).toEqual(['b-1 3', 'b-2 3']);
    expect(await page('b-2')).toEqual(['b-3 3', 'b-4 3']);
    expect(await page('b-4')).toEqual([]);
  });

  it('removes a file, and again without a fault', async () => {
    await files().put('one', streamOf(Buffer.from('satu')));
    await files().remove('one');
    await files().remove('one');
    expect(await names()).toEqual([]);
    expect(await faultOf(files().get('one'))).toBe('absent');
  });

  it.each(['../etc', 'a/b', '', '.hidden', 'a..b', 'x'.repeat(151), 'a\nb'])(
    'takes no name %j',
    async (name) => {
      const all = [files().put(name, streamOf(Buffer.from('x'))), files().get(name), files().remove(name)];
      expect(await Promise.all(all.map(faultOf))).toEqual(['name', 'name', 'name']);
    },
  );
};
