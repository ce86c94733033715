// vendor-picture.ts — the vendor's own picture of a code: fetched from its own hosts only, without a key, and bounded.
import type { QrPicture } from '../gateway';

const LARGEST_PICTURE_BYTES = 256 * 1024;
const PICTURE_TYPES: readonly string[] = ['image/png', 'image/jpeg'];
const VENDOR_DOMAIN = 'midtrans.com';

/** An address out of an answer leads nowhere else than to who gave it. */
const isOfVendor = (url: URL, coreBaseUrl: string): boolean => {
  if (url.origin === new URL(coreBaseUrl).origin) return true;
  const isItsHost = url.hostname === VENDOR_DOMAIN || url.hostname.endsWith(`.${VENDOR_DOMAIN}`);
  return url.protocol === 'https:' && isItsHost;
};

const readBounded = async (response: Response): Promise<Uint8Array | null> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > LARGEST_PICTURE_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** @returns null where there is no picture to be had: the page then says to begin anew. */
export const fetchQrPicture = async (
  address: string,
  coreBaseUrl: string,
  timeoutMilliseconds: number,
): Promise<QrPicture | null> => {
  if (!URL.canParse(address) || !isOfVendor(new URL(address), coreBaseUrl)) return null;
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(address, { redirect: 'error', signal });
    const contentType = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    if (!response.ok || !PICTURE_TYPES.includes(contentType)) return null;
    const image = await readBounded(response);
    return image === null ? null : { image, contentType };
  } catch {
    // Unreachable or too slow: as good as no picture.
    return null;
  }
};
