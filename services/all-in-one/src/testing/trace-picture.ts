// trace-picture.ts — one trace as a picture for docs/: a line a span, indented under what it follows from, coloured by service.
import type { ReceivedSpan } from './span-receiver';

const WIDTH = 960;
const LINE = 18;
const LEFT = 420;
const TOP = 44;
const INDENT = 9;
/** Who does it, by the span's name or its reader. */
const SERVICES: readonly (readonly [RegExp, string, string])[] = [
  [/^(GET|POST|PUT|PATCH|DELETE) /, 'edge', '#5f3dc4'],
  [/Payment\.|^payment |^handle notice/, 'payment', '#2b8a3e'],
  [/Billing\.|billing|^work sale/, 'billing', '#e67700'],
  [
    /RouterGateway\.|^apply access|^routeros |^read router|router-gateway|gateway/,
    'router-gateway',
    '#c92a2a',
  ],
  [/QuotaLedger\.|^meter |^statement |ledger/, 'quota-ledger', '#1864ab'],
  [/Notification\.|notification/, 'notification', '#862e9c'],
  [/AuthOtp\.|auth-/, 'auth-otp', '#0b7285'],
];
const OTHER = ['', '#495057'] as const;

type Line = { readonly span: ReceivedSpan; readonly depth: number };

/** Who asks waits as long as the other answers: one line of the two. */
const withoutAsks = (spans: readonly ReceivedSpan[]): readonly ReceivedSpan[] => {
  const asks = new Map(
    spans
      .filter(({ name }) => name.startsWith('ask '))
      .map(({ spanId, parentSpanId }) => [spanId, parentSpanId]),
  );
  return spans
    .filter(({ spanId }) => !asks.has(spanId))
    .map((span) => ({ ...span, parentSpanId: asks.get(span.parentSpanId) ?? span.parentSpanId }));
};

const serviceOf = ({ name, attributes }: ReceivedSpan): readonly [string, string] => {
  const reader = attributes['messaging.consumer'] ?? '';
  const found = SERVICES.find(([is]) => is.test(reader === '' ? name : reader));
  return found ? [found[1], found[2]] : OTHER;
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Children under their parents, in the order in which they began; what lost its parent stands by itself. */
const linesOf = (spans: readonly ReceivedSpan[]): readonly Line[] => {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const lines: Line[] = [];
  const add = (parent: string, depth: number): void => {
    for (const span of spans) {
      const isChild = parent === '' ? !ids.has(span.parentSpanId) : span.parentSpanId === parent;
      if (!isChild) continue;
      lines.push({ span, depth });
      add(span.spanId, depth + 1);
    }
  };
  add('', 0);
  return lines;
};

/** @param all of one trace, oldest first. @returns an SVG. */
export const traceSvg = (title: string, all: readonly ReceivedSpan[]): string => {
  const spans = withoutAsks(all);
  const lines = linesOf(spans);
  const from = Math.min(...spans.map(({ startMilliseconds }) => startMilliseconds));
  const to = Math.max(...spans.map(({ endMilliseconds }) => endMilliseconds));
  const scale = (WIDTH - LEFT - 90) / Math.max(1, to - from);
  const height = TOP + lines.length * LINE + 16;
  const rows = lines.map(({ span, depth }, index) => {
    const [service, colour] = serviceOf(span);
    const y = TOP + index * LINE;
    const x = LEFT + (span.startMilliseconds - from) * scale;
    const width = Math.max(2, (span.endMilliseconds - span.startMilliseconds) * scale);
    const since = `${Math.round(span.startMilliseconds - from)} ms`;
    return [
      `<text x="${8 + depth * INDENT}" y="${y + 12}"><tspan fill="${colour}" font-weight="600">${service}</tspan> ${escaped(span.name)}</text>`,
      `<rect x="${x.toFixed(1)}" y="${y + 3}" width="${width.toFixed(1)}" height="${LINE - 8}" rx="2" fill="${colour}"/>`,
      `<text x="${(x + width + 4).toFixed(1)}" y="${y + 12}" fill="#868e96">${since}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="DejaVu Sans, Arial, sans-serif" font-size="11" fill="#212529">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="8" y="22" font-size="15" font-weight="600">${escaped(title)}</text>
${rows.join('\n')}
</svg>
`;
};
