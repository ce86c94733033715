// simulator.ts — one bucket in memory: whole objects, uploads in parts, pages of names, and faults.
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBytes } from '../../program/read-body';
import { signatureFault, type Keys } from './signature';

interface S3Options {
  /** 0 (the default) takes any free port. */
  port?: number;
  bucket?: string;
  keyId?: string;
  secret?: string;
  region?: string;
}

type Call = 'put' | 'get' | 'head' | 'delete' | 'list' | 'begin' | 'part' | 'complete' | 'abort' | 'uploads';
interface Fault {
  call: Call;
  /** 0: the connection is cut; -1: no answer ever; -2: half of the body, then silence. */
  status: number;
  times: number;
}
type Answer = { status: number; body?: Buffer | string; headers?: Record<string, string> };
type Stored = { bytes: Buffer; at: Date };

const MOST_BODY_BYTES = 64 * 1024 * 1024;
const LEAST_PART_BYTES = 5 * 1024 * 1024;
const MOST_KEYS = 1_000;
const STATUS: Record<string, number> = { NoSuchKey: 404, NoSuchBucket: 404, NoSuchUpload: 404 };

const md5 = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const xml = (root: string, inner: string): Answer => ({
  status: 200,
  body: `<?xml version="1.0" encoding="UTF-8"?><${root}>${inner}</${root}>`,
  headers: { 'content-type': 'application/xml' },
});
const refusal = (code: string, status = STATUS[code] ?? 403): Answer => ({
  ...xml('Error', `<Code>${code}</Code><Message>${code}</Message>`),
  status,
});

export class S3Simulator {
  readonly objects = new Map<string, Stored>();
  /** Begun and neither completed nor aborted. */
  readonly uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>();
  faults: Fault[] = [];
  readonly calls: Call[] = [];
  /** Names in one answer of a list, so that pages are told with few. */
  pageKeys = MOST_KEYS;
  private server: LoopbackServer | undefined;

  constructor(
    readonly bucket: string,
    readonly keys: Keys,
  ) {}

  get endpoint(): string {
    return `http://127.0.0.1:${this.server?.port ?? 0}`;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  clear(): void {
    this.objects.clear();
    this.uploads.clear();
    this.faults = [];
    this.calls.length = 0;
    this.pageKeys = MOST_KEYS;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBytes(request, MOST_BODY_BYTES);
      const url = new URL(request.url ?? '/', this.endpoint);
      const call = callOf(request.method ?? '', url);
      if (call) this.calls.push(call);
      const fault = this.faults.find((one) => one.call === call && one.times > 0);
      if (fault) fault.times -= 1;
      if (fault?.status === 0) return void response.destroy();
      if (fault?.status === -1) return;
      const {
        status,
        body: said = '',
        headers,
      } = fault && fault.status > 0
        ? refusal('InternalError', fault.status)
        : this.checked(call, request, url, body);
      const sent = Buffer.from(said);
      const length = headers?.['content-length'] ?? String(sent.length);
      response.writeHead(status, { ...headers, 'content-length': length });
      if (fault?.status === -2) return void response.write(sent.subarray(0, sent.length / 2));
      response.end(request.method === 'HEAD' ? undefined : sent);
    } catch {
      response.destroy();
    }
  }

  private checked(call: Call | null, request: IncomingMessage, url: URL, body: Buffer): Answer {
    const fault = signatureFault(request, body, this.keys);
    if (fault) return refusal(fault);
    const [, bucket = '', ...path] = url.pathname.split('/');
    if (bucket !== this.bucket) return refusal('NoSuchBucket');
    if (!call) return refusal('NotImplemented', 501);
    const key = decodeURIComponent(path.join('/'));
    const upload = url.searchParams.get('uploadId');
    if (upload !== null) return this.uploadCall(call, key, upload, url.searchParams, body);
    return this.objectCall(call, key, url.searchParams, request.headers.range, body);
  }

  private objectCall(
    call: Call,
    key: string,
    query: URLSearchParams,
    range: string | undefined,
    body: Buffer,
  ): Answer {
    const stored = this.objects.get(key);
    switch (call) {
      case 'put':
        this.objects.set(key, { bytes: body, at: new Date() });
        return { status: 200, headers: { etag: md5(body) } };
      case 'get':
      case 'head':
        return stored ? objectAnswer(stored, range) : refusal('NoSuchKey');
      case 'delete':
        this.objects.delete(key);
        return { status: 204 };
      case 'list':
        return this.list(query);
      case 'begin': {
        const id = randomUUID();
        this.uploads.set(id, { key, parts: new Map() });
        const inner = `<Bucket>${this.bucket}</Bucket><Key>${escaped(key)}</Key><UploadId>${id}</UploadId>`;
        return xml('InitiateMultipartUploadResult', inner);
      }
      case 'uploads':
        return this.listUploads();
      default:
        return refusal('InvalidRequest', 400);
    }
  }

  private uploadCall(call: Call, key: string, id: string, query: URLSearchParams, body: Buffer): Answer {
    const upload = this.uploads.get(id);
    if (upload?.key !== key) return refusal('NoSuchUpload');
    if (call === 'part') {
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, headers: { etag: md5(body) } };
    }
    if (call === 'abort') {
      this.uploads.delete(id);
      return { status: 204 };
    }
    const wanted = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, n]) =>
      Number(n),
    );
    const parts = wanted.map((number) => upload.parts.get(number));
    if (parts.length === 0 || parts.includes(undefined)) return refusal('InvalidPart', 400);
    const whole = parts as Buffer[];
    if (whole.slice(0, -1).some(({ length }) => length < LEAST_PART_BYTES))
      return refusal('EntityTooSmall', 400);
    const bytes = Buffer.concat(whole);
    this.objects.set(key, { bytes, at: new Date() });
    this.uploads.delete(id);
    return xml(
      'CompleteMultipartUploadResult',
      `<Key>${escaped(key)}</Key><ETag>${escaped(md5(bytes))}</ETag>`,
    );
  }

  private list(query: URLSearchParams): Answer {
    const prefix = query.get('prefix') ?? '';
    const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
    const names = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = names.slice(0, Math.min(this.pageKeys, Number(query.get('max-keys') ?? MOST_KEYS)));
    const isCut = page.length < names.length;
    const contents = page.map((key) => {
      const { bytes, at } = this.objects.get(key) as Stored;
      return `<Contents><Key>${escaped(key)}</Key><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
    });
    const next = isCut ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
    return xml('ListBucketResult', `<IsTruncated>${isCut}</IsTruncated>${next}${contents.join('')}`);
  }

  private listUploads(): Answer {
    const uploads = [...this.uploads].map(
      ([id, { key }]) => `<Upload><Key>${escaped(key)}</Key><UploadId>${id}</UploadId></Upload>`,
    );
    return xml('ListMultipartUploadsResult', `<IsTruncated>false</IsTruncated>${uploads.join('')}`);
  }
}

const objectAnswer = ({ bytes, at }: Stored, range: string | undefined): Answer => {
  const headers = { 'last-modified': at.toUTCString(), etag: md5(bytes), 'accept-ranges': 'bytes' };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined)
    return { status: 200, body: bytes, headers: { ...headers, 'content-length': String(bytes.length) } };
  const from = Number(first);
  if (from >= bytes.length) return refusal('InvalidRange', 416);
  const until = last ? Math.min(Number(last), bytes.length - 1) : bytes.length - 1;
  return {
    ...{ status: 206, body: bytes.subarray(from, until + 1) },
    headers: { ...headers, 'content-range': `bytes ${from}-${until}/${bytes.length}` },
  };
};

const callOf = (method: string, { searchParams, pathname }: URL): Call | null => {
  const ofBucket = pathname.split('/').filter(Boolean).length < 2;
  if (ofBucket) {
    if (method !== 'GET') return null;
    return searchParams.has('uploads') ? 'uploads' : 'list';
  }
  if (method === 'PUT') return searchParams.has('partNumber') ? 'part' : 'put';
  if (method === 'POST') return searchParams.has('uploads') ? 'begin' : 'complete';
  if (method === 'DELETE') return searchParams.has('uploadId') ? 'abort' : 'delete';
  return method === 'GET' ? 'get' : method === 'HEAD' ? 'head' : null;
};

/** Starts the simulated S3 on both loopback addresses. */
export const startS3Simulator = async (options: S3Options = {}): Promise<S3Simulator> => {
  const keys = {
    keyId: options.keyId ?? 'SARINGDEMO',
    secret: options.secret ?? 'rahasia-penyimpanan',
    region: options.region ?? 'us-east-1',
  };
  const simulator = new S3Simulator(options.bucket ?? 'saring', keys);
  await simulator.listen(options.port ?? 0);
  return simulator;
};
