// qris.ts — draws the code that a wallet scans. A text that was damaged on its way is not drawn: it could be paid to
// somebody else.
import { Resvg } from '@resvg/resvg-js';
import { isWholeQris } from '@saring/kernel';
import { qrSvg } from '../http/qr';

const PNG_PIXELS = 1_024;
/** The code as SVG, black on white whatever the page's colours. Null: the text is not whole. */
export const qrisSvg = (text: string): string | null => {
  if (!isWholeQris(text)) return null;
  return qrSvg(text, PNG_PIXELS);
};

/** The code as a picture to be saved and read by another app. Null: the text is not whole. */
export const qrisPng = (text: string): Buffer | null => {
  const svg = qrisSvg(text);
  return svg === null
    ? null
    : new Resvg(svg, { fitTo: { mode: 'width', value: PNG_PIXELS } }).render().asPng();
};
