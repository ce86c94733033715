// business.ts — the logo of who sells, from a file of the environment or sent by an operator.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { ConfigError } from '@saring/service-kit';
import { imageSize } from 'image-size';
import type { Logo } from './receipt';

/** A larger picture would make every receipt heavy on WhatsApp. */
const FILE_BYTES_MOST = 300_000;
/** An operator's picture goes through the bus and into the history, so it is small. */
export const LOGO_BYTES_MOST = 100_000;
/** A small file may unpack to gigabytes. */
const LOGO_PIXELS_MOST = 1_500;
/** As large as a receipt shows it. */
const DRAWN_PIXELS_MOST = 320;

/** Of the environment, read once at the start. @throws ConfigError naming the setting when the logo cannot be used. */
export const readLogo = (file: string | undefined): Logo | null => {
  if (!file) return null;
  const bytes = readFileSync(file);
  if (bytes.length > FILE_BYTES_MOST)
    throw new ConfigError([`BUSINESS_LOGO_FILE is larger than ${FILE_BYTES_MOST} bytes: ${file}`]);
  const logo = drawLogo(bytes);
  if (!logo) throw new ConfigError([`BUSINESS_LOGO_FILE is neither a whole PNG nor a whole JPEG: ${file}`]);
  return logo;
};

/**
 * The picture drawn again as a PNG: everything else in the file stays behind (places, scripts, a tail), and what browsers
 * and PDFs are given is whole. Null for what is no PNG or JPEG, too large, or empty when drawn.
 */
export const drawLogo = (bytes: Buffer): Logo | null => {
  const size = sizeOf(bytes);
  if (!size || size.width > LOGO_PIXELS_MOST || size.height > LOGO_PIXELS_MOST) return null;
  if (size.type !== 'png' && size.type !== 'jpg') return null;
  const scale = Math.min(1, DRAWN_PIXELS_MOST / Math.max(size.width, size.height));
  const [width, height] = [size.width, size.height].map((side) => Math.max(1, Math.round(side * scale)));
  const type = size.type === 'png' ? 'image/png' : 'image/jpeg';
  const drawn = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<image width="${width}" height="${height}" href="data:${type};base64,${bytes.toString('base64')}"/></svg>`,
    { font: { loadSystemFonts: false } },
  ).render();
  if (!drawn.pixels.some((part) => part !== 0)) return null;
  return storedLogo(drawn.asPng());
};

/** A picture that `drawLogo` made. */
export const storedLogo = (png: Buffer): Logo => {
  const { width, height } = imageSize(png);
  return {
    bytes: png,
    etag: createHash('sha256').update(png).digest('base64url').slice(0, 22),
    contentType: 'image/png',
    widthPixels: width,
    heightPixels: height,
  };
};

const sizeOf = (bytes: Buffer): ReturnType<typeof imageSize> | null => {
  try {
    return imageSize(bytes);
  } catch {
    return null;
  }
};
