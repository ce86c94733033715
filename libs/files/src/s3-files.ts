// s3-files.ts — files in a bucket of any store that speaks S3 (AWS, MinIO, Garage, Ceph, R2, Wasabi, Biznet Gio NEO …).
import { Transform, type Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { FilesError, requireFew, requireName, type Files, type StoredFile } from './files';
import { LIMITS, tooSlow, within, type Limits } from './limits';

type S3Settings = {
  /** e.g. https://s3.id-jkt-1.example.id; absent: AWS's own of the region. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  /** Begins every name of ours, so that a bucket may hold other things; ends with a slash or is empty. */
  readonly prefix: string;
  readonly keyId: string;
  readonly secret: string;
  /** The bucket in the path, as most stores of one's own want it; else it is part of the host's name. */
  readonly pathStyle: boolean;
};

const CONNECT_MILLISECONDS = 10_000;
/** Of one request: a part is sent and answered within this. */
const REQUEST_MILLISECONDS = 120_000;
const TRIES = 3;
/** 10,000 parts are the most of S3: 160 GB. Two are in memory at once. */
const PART_BYTES = 16 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
const REFUSED = new Set([401, 403]);
const SILENT = new Set(['TimeoutError', 'AbortError', 'NetworkingError']);
/** Of the code, or of the words where a library has wrapped it. */
const UNREACHABLE = /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|ETIMEDOUT|EPIPE)\b/;

type Sdk = typeof import('@aws-sdk/client-s3');
type Opened = { readonly sdk: Sdk; readonly client: S3Client };

/** The library is loaded with the first use: who keeps backups in a folder never pays for it. */
export const s3Files = (settings: S3Settings, limits: Limits = LIMITS): Files => {
  const { bucket: Bucket, prefix } = settings;
  const place = `s3://${Bucket}/${prefix}`;
  let opened: Promise<Opened> | null = null;
  const open = (): Promise<Opened> => (opened ??= openClient(settings, limits));
  const told = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (error) {
      throw faultOf(error as Failure, place);
    }
  };
  const keyOf = (name: string): string => {
    requireName(name);
    return `${prefix}${name}`;
  };
  return {
    place,
    put: async (name, source) => {
      try {
        return await told((one) => upload(one, { Bucket, Key: keyOf(name) }, source, limits, place, name));
      } finally {
        source.destroy();
      }
    },
    get: (name, fromByte = 0, mostBytes = Infinity) =>
      told(async ({ sdk, client }) => {
        const last = Number.isFinite(mostBytes) ? fromByte + mostBytes - 1 : '';
        const Range = fromByte > 0 || last !== '' ? `bytes=${fromByte}-${last}` : undefined;
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key: keyOf(name), Range }));
        return within(Body as Readable, limits, place);
      }),
    list: (wanted) => told((one) => listAll(one, Bucket, prefix, wanted, place)),
    page: (wanted, after, most) => told((one) => listPage(one, { Bucket, prefix }, { wanted, after, most })),
    remove: (name) =>
      told(async ({ sdk, client }) => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: keyOf(name) }));
      }),
  };
};

const openClient = async (settings: S3Settings, limits: Limits): Promise<Opened> => {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    region: settings.region,
    credentials: { accessKeyId: settings.keyId, secretAccessKey: settings.secret },
    forcePathStyle: settings.pathStyle,
    maxAttempts: TRIES,
    // Sums beyond those of the signature are not known to every store.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MILLISECONDS, limits.silentMilliseconds * 2),
      requestTimeout: Math.min(REQUEST_MILLISECONDS, limits.silentMilliseconds * 2),
      throwOnRequestTimeout: true,
    },
  });
  return { sdk, client };
};

const upload = async (
  { sdk, client }: Opened,
  target: { readonly Bucket: string; readonly Key: string },
  source: Readable,
  { totalMilliseconds }: Limits,
  place: string,
  name: string,
): Promise<StoredFile> => {
  const { Upload } = await import('@aws-sdk/lib-storage');
  let sent = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.byteLength;
      done(null, chunk);
    },
  });
  source.once('error', (error) => counted.destroy(error));
  source.once('close', () => {
    if (!source.readableEnded) counted.destroy(new Error('the source ended before its end'));
  });
  const tooLong = new AbortController();
  const running = new Upload({
    client,
    abortController: tooLong,
    params: { ...target, Body: source.pipe(counted) },
    partSize: PART_BYTES,
    queueSize: PARTS_AT_ONCE,
    // What failed leaves no parts that are paid for.
    leavePartsOnError: false,
  });
  const timer = setTimeout(() => tooLong.abort(), totalMilliseconds);
  try {
    await running.done();
  } catch (error) {
    throw tooLong.signal.aborted ? tooSlow(place) : error;
  } finally {
    clearTimeout(timer);
    counted.destroy();
  }
  const { ContentLength = -1, LastModified } = await client.send(new sdk.HeadObjectCommand(target));
  if (ContentLength !== sent)
    throw new FilesError('unreachable', `${place} says that it holds ${ContentLength} of ${sent} bytes.`);
  return { name, bytes: sent, at: LastModified ?? new Date() };
};

const listAll = async (
  { sdk, client }: Opened,
  Bucket: string,
  prefix: string,
  wanted: string,
  place: string,
): Promise<readonly StoredFile[]> => {
  const found: StoredFile[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new sdk.ListObjectsV2Command({ Bucket, Prefix: `${prefix}${wanted}`, ContinuationToken }),
    );
    found.push(...ownOf(page.Contents, prefix));
    requireFew(found.length, place);
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (ContinuationToken !== undefined);
  return found;
};

type Listed = { readonly Key?: string; readonly Size?: number; readonly LastModified?: Date };

/** What lies deeper is none of ours. */
const ownOf = (contents: readonly Listed[] | undefined, prefix: string): StoredFile[] =>
  (contents ?? []).flatMap(({ Key = '', Size = 0, LastModified }) => {
    const name = Key.slice(prefix.length);
    return name === '' || name.includes('/') ? [] : [{ name, bytes: Size, at: LastModified ?? new Date(0) }];
  });

const listPage = async (
  { sdk, client }: Opened,
  { Bucket, prefix }: { readonly Bucket: string; readonly prefix: string },
  { wanted, after, most }: { readonly wanted: string; readonly after: string; readonly most: number },
): Promise<readonly StoredFile[]> => {
  const found: StoredFile[] = [];
  let ContinuationToken: string | undefined;
  const StartAfter = after === '' ? undefined : `${prefix}${after}`;
  do {
    const page = await client.send(
      new sdk.ListObjectsV2Command({ Bucket, Prefix: `${prefix}${wanted}`, StartAfter, ContinuationToken }),
    );
    // A store that knows no StartAfter begins at the beginning.
    found.push(...ownOf(page.Contents, prefix).filter(({ name }) => name > after));
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (ContinuationToken !== undefined && found.length < most);
  return found.slice(0, most);
};

type Failure = Error & { readonly code?: string; readonly $metadata?: { readonly httpStatusCode?: number } };

const faultOf = (error: Failure, place: string): Error => {
  const { name, code = '', message, $metadata } = error;
  const status = $metadata?.httpStatusCode ?? 0;
  if (error instanceof FilesError) return error;
  if (name === 'NoSuchBucket') return new FilesError('refused', `There is no bucket of ${place}.`);
  if (name === 'NoSuchKey' || name === 'NotFound' || (status === 404 && name !== 'NoSuchUpload'))
    return new FilesError('absent', `There is no such file in ${place}.`);
  if (REFUSED.has(status))
    return new FilesError(
      'refused',
      `${place} refuses: ${name}. Look at the key, its secret, the region and what it may do.`,
    );
  if (SILENT.has(name) || UNREACHABLE.test(`${code} ${message}`)) return tooSlow(place);
  if (status > 0) return new FilesError('unreachable', `${place} answers ${status} ${name}: ${message}`);
  return error;
};
