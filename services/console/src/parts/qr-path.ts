// qr-path.ts — a QR code as one path of squares, a unit a module: what it holds leaves the browser for nobody.
import encodeQR from 'qr';

/** @param border modules of white around it. @returns the path, and how many modules a side has. */
export const qrPath = (text: string, border: number): { readonly path: string; readonly side: number } => {
  const rows = encodeQR(text, 'raw', { border });
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: dark.join(''), side: rows.length };
};
