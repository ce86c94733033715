// mime.ts — what a mail says, out of its raw bytes: as much as a mail program needs to show it.

type Mail = { readonly subject: string; readonly text: string; readonly files: readonly string[] };
type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string };

/** Headers may go on in the next line. */
const partIn = (raw: string): Part => {
  const end = raw.indexOf('\r\n\r\n');
  const head = (end < 0 ? raw : raw.slice(0, end)).replace(/\r\n[ \t]+/g, ' ');
  const headers = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: new Map(headers), body: end < 0 ? '' : raw.slice(end + 4) };
};

const quotedBytes = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

const textOf = ({ headers, body }: Part): string => {
  const encoding = (headers.get('content-transfer-encoding') ?? '7bit').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return (encoding === 'quoted-printable' ? quotedBytes(body) : Buffer.from(body, 'latin1')).toString('utf8');
};

const WORD = /=\?utf-8\?([bq])\?([^?]*)\?=/gi;
const subjectOf = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(WORD, (_, how: string, word: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedBytes(word.replace(/_/g, ' ')).toString('utf8'),
    );

/** @param raw as it came over the wire. */
export const mailIn = (raw: Buffer): Mail => {
  const whole = partIn(raw.toString('latin1'));
  const boundary = /boundary="?([^";]+)/.exec(whole.headers.get('content-type') ?? '')?.[1];
  const parts =
    boundary === undefined
      ? [whole]
      : whole.body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => partIn(part.replace(/^\r\n/, '')));
  const names = parts.flatMap(
    ({ headers }) => /filename="?([^";]+)/.exec(headers.get('content-disposition') ?? '')?.[1] ?? [],
  );
  const said = parts.find(({ headers }) => (headers.get('content-type') ?? '').startsWith('text/plain'));
  return {
    subject: subjectOf(whole.headers.get('subject') ?? ''),
    text: (said ? textOf(said) : '').replace(/\r\n/g, '\n').trim(),
    files: names,
  };
};
