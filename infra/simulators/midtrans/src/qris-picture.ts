// qris-picture.ts — the picture of a code, as the vendor draws it.
import { Resvg } from '@resvg/resvg-js';
import { encodeQR } from 'qr';

const QUIET_ZONE = 4;
const PIXELS = 400;

export const qrisPicture = (text: string): Buffer => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE });
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const { length: size } = rows;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join('')}"/></svg>`;
  return new Resvg(svg, { fitTo: { mode: 'width', value: PIXELS } }).render().asPng();
};
