import { Resvg } from '@resvg/resvg-js';
import { FONT_FAMILY, FONT_FILES } from './fonts';
import type { Picture, Mark } from './layout';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML cannot hold: control characters, halves of pairs and two that are no characters. */
const FORBIDDEN = /^[\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]$/;

/** Any text as XML holds it: markup as entities, what it cannot hold left out. */
export const escapeXml = (text: string): string =>
  [...text]
    .filter((character) => !FORBIDDEN.test(character))
    .map((character) => ENTITIES[character] ?? character)
    .join('');

/** The drawing as SVG of our own making: nothing in it is loaded from anywhere. */
export const svgOf = ({ width, height, marks }: Picture): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${FONT_FAMILY}">` +
  `<rect width="${width}" height="${height}" fill="#ffffff"/>${marks.map(svgMark).join('')}</svg>`;

export const pngOf = (drawing: Picture): Buffer => {
  const font = {
    loadSystemFonts: false,
    fontFiles: Object.values(FONT_FILES),
    defaultFontFamily: FONT_FAMILY,
  };
  return new Resvg(svgOf(drawing), { font }).render().asPng();
};

const svgMark = (mark: Mark): string => {
  if (mark.kind === 'text') {
    const { text, x, y, size, weight, color } = mark;
    const bold = weight === 'bold' ? ' font-weight="700"' : '';
    return `<text x="${x}" y="${y}" font-size="${size}" fill="${color}"${bold}>${escapeXml(text)}</text>`;
  }
  if (mark.kind === 'rule') {
    const { from, to, y, color, dashed } = mark;
    const dash = dashed ? ' stroke-dasharray="8 7"' : '';
    return `<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" stroke="${color}" stroke-width="2"${dash}/>`;
  }
  if (mark.kind === 'image') {
    const { logo, x, y, width, height } = mark;
    const href = `data:${logo.contentType};base64,${logo.bytes.toString('base64')}`;
    return `<image x="${x}" y="${y}" width="${width}" height="${height}" href="${href}"/>`;
  }
  const { text, x, y, width, height, size, color } = mark;
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="none" stroke="${color}" stroke-width="3"/>` +
    `<text x="${x + width / 2}" y="${y + height / 2 + size * 0.36}" text-anchor="middle" font-size="${size}" ` +
    `font-weight="700" fill="${color}">${escapeXml(text)}</text>`
  );
};
