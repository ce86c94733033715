// qr-picture.tsx — a QR code, drawn here: what it holds leaves the browser for nobody.
import encodeQR from 'qr';

/** Modules of white around it, as ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;
const SIDE_PIXELS = 196;

export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const rows = encodeQR(text, 'raw', { border: QUIET_MODULES });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      width={SIDE_PIXELS}
      height={SIDE_PIXELS}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
