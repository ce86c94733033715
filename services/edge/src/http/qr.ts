// qr.ts — a text as a code that a camera reads.
import { encodeQR } from 'qr';

/** Modules of white around the code (ISO/IEC 18004). */
const QUIET_ZONE_MODULES = 4;

/** The code as SVG, black on white whatever the page's colours. */
export const qrSvg = (text: string, pixels: number): string => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE_MODULES });
  const modules = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const { length: size } = rows;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${pixels}" height="${pixels}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${modules.join('')}"/></svg>`
  );
};
