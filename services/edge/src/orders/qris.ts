// qris.ts — draws the code that a wallet scans. A text that was damaged on its way is not drawn: it could be paid to
// somebody else.
import { Resvg } from '@resvg/resvg-js';
import { qrSvg } from '../http/qr';

const PNG_PIXELS = 1_024;
const LONGEST_QRIS = 1_024;
/** The last field of an EMV code: tag 63, length 04, then the checksum of all before it. */
const CHECKSUM = /^(.*6304)([0-9A-F]{4})$/s;

/** CRC-16/CCITT-FALSE over the text's bytes. */
const checksumOf = (text: string): number => {
  let sum = 0xffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum;
};

/** Whether a QRIS text is whole. */
export const isWhole = (text: string): boolean => {
  const [, covered, checksum] = (text.length <= LONGEST_QRIS && CHECKSUM.exec(text)) || [];
  return covered !== undefined && checksum !== undefined && checksumOf(covered) === parseInt(checksum, 16);
};

/** The code as SVG, black on white whatever the page's colours. Null: the text is not whole. */
export const qrisSvg = (text: string): string | null => {
  if (!isWhole(text)) return null;
  return qrSvg(text, PNG_PIXELS);
};

/** The code as a picture to be saved and read by another app. Null: the text is not whole. */
export const qrisPng = (text: string): Buffer | null => {
  const svg = qrisSvg(text);
  return svg === null
    ? null
    : new Resvg(svg, { fitTo: { mode: 'width', value: PNG_PIXELS } }).render().asPng();
};
