// qr-picture.tsx — a QR code, drawn here: what it holds leaves the browser for nobody.
import { qrPath } from './qr-path';

/** Modules of white around it, as ISO/IEC 18004 asks for. */
const QUIET_MODULES = 4;
const SIDE_PIXELS = 196;

export const QrPicture = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { path, side } = qrPath(text, QUIET_MODULES);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width={SIDE_PIXELS}
      height={SIDE_PIXELS}
      shapeRendering="crispEdges"
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
