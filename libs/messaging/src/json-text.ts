/** JSON as proto3 writes it: bytes are base64, where JSON.stringify alone would spell them out as numbers. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, function bytesAsText(this: Record<string, unknown>, key: string, seen: unknown) {
    // JSON.stringify has already called Buffer.toJSON; the original is on the holder object.
    const original = this[key];
    return original instanceof Uint8Array ? Buffer.from(original).toString('base64') : seen;
  });
