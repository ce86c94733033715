// proof-image.ts — a picture of a transfer: known by its own header, never by what its sender calls it.
import { imageSize } from 'image-size';
import { ok, refused, type Result } from '@saring/kernel';

export const LARGEST_PROOF_BYTES = 500_000;
const LARGEST_PROOF_SIDE_PIXELS = 8_000;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

const sizeOf = (image: Uint8Array): { type?: string; width: number; height: number } | null => {
  try {
    return imageSize(image);
  } catch {
    // It throws for whatever it does not know; only pictures that it knows are taken.
    return null;
  }
};

/** Its content type. Refuses PAYMENT.PROOF_TOO_LARGE and PAYMENT.PROOF_INVALID (JPEG, PNG and WebP are taken). */
export const checkProof = (
  image: Uint8Array,
): Result<string, 'PAYMENT.PROOF_TOO_LARGE' | 'PAYMENT.PROOF_INVALID'> => {
  if (image.byteLength > LARGEST_PROOF_BYTES)
    return refused('PAYMENT.PROOF_TOO_LARGE', { mostBytes: LARGEST_PROOF_BYTES });
  const size = sizeOf(image);
  const contentType = CONTENT_TYPES[size?.type ?? ''];
  const sides = size ? [size.width, size.height] : [];
  const isSized = sides.every((side) => side >= 1 && side <= LARGEST_PROOF_SIDE_PIXELS);
  return contentType !== undefined && isSized ? ok(contentType) : refused('PAYMENT.PROOF_INVALID');
};
