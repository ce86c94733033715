// A built single-page application, kept in memory: small, compressed once, found by its exact name only.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { contentSecurityPolicy, cspHash } from '../http/security-headers';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const COMPRESSIBLE = /^(?:text|image\/svg|application\/(?:json|manifest))/;
const LARGEST_FILE_BYTES = 5_000_000;
/** Vite puts a hash of the content into the names below assets/: they never change. */
const IMMUTABLE = /^assets\//;
/** In a page whose library writes a style element: the answer's nonce stands in its place. */
const NONCE_MARK = '__CSP_NONCE__';
const NONCE_BYTES = 16;

export type StaticFile = {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  readonly plain: Buffer;
  readonly gzip: Buffer | null;
  readonly brotli: Buffer | null;
  /** Of pages only. */
  readonly policy: string | null;
  /** Holds NONCE_MARK, which each answer replaces by a nonce of its own. */
  readonly hasNonce: boolean;
};

export class StaticSite {
  private files = new Map<string, StaticFile>();
  private readAtMilliseconds = -1;

  constructor(private readonly folder: string) {}

  /** Whether it has been built. */
  get exists(): boolean {
    return existsSync(this.indexPath);
  }

  /** The file of that very name. */
  file(name: string): StaticFile | undefined {
    this.refresh();
    return this.files.get(name);
  }

  /** The page that every address of the application opens. */
  get index(): StaticFile | undefined {
    return this.file('index.html');
  }

  private get indexPath(): string {
    return join(this.folder, 'index.html');
  }

  /** A new build is seen by its index; nothing is read again until there is one. */
  private refresh(): void {
    if (!this.exists) return;
    const builtAt = statSync(this.indexPath).mtimeMs;
    if (builtAt === this.readAtMilliseconds) return;
    this.files = new Map(namesIn(this.folder, this.folder).map((name) => [name, read(this.folder, name)]));
    this.readAtMilliseconds = builtAt;
  }
}

const namesIn = (root: string, folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return namesIn(root, path);
    const isServed =
      entry.isFile() && extname(entry.name) in TYPES && statSync(path).size <= LARGEST_FILE_BYTES;
    return isServed ? [relative(root, path).split(sep).join('/')] : [];
  });

const read = (folder: string, name: string): StaticFile => {
  const plain = readFileSync(join(folder, name));
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  const compresses = COMPRESSIBLE.test(type);
  return {
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    cacheControl: IMMUTABLE.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    plain,
    gzip: compresses ? gzipSync(plain, { level: 9 }) : null,
    brotli: compresses ? brotliCompressSync(plain) : null,
    policy: type.startsWith('text/html') ? policyOf(plain.toString('utf8')) : null,
    hasNonce: plain.includes(NONCE_MARK),
  };
};

const contents = (html: string, element: 'script' | 'style'): string[] =>
  [...html.matchAll(new RegExp(`<${element}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${element}>`, 'gi'))].map(
    (match) => match[1] ?? '',
  );

/** The page's own inline elements by their hashes, and nothing else inline. */
const policyOf = (html: string): string =>
  contentSecurityPolicy({
    scriptHashes: contents(html, 'script').map(cspHash),
    styleHashes: contents(html, 'style').map(cspHash),
  });

/** A page as one answer carries it, with a nonce that no other has. */
export const withNonce = ({
  plain,
  policy,
}: StaticFile): { readonly body: string; readonly policy: string } => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  return {
    body: plain.toString('utf8').replaceAll(NONCE_MARK, nonce),
    policy: (policy ?? '').replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`),
  };
};
