// new-line-columns.ts — rows of a table of new lines, by the names of its columns.
import type { TableRows } from '../batches/read-table';

const NAMES = {
  phone: ['nomor', 'nohp', 'nomorhp', 'hp', 'telepon', 'notelepon', 'wa', 'nowa', 'whatsapp', 'phone'],
  // `nama` alone is the person's.
  username: ['namapengguna', 'pengguna', 'user', 'username', 'secret', 'login'],
  password: ['sandi', 'katasandi', 'password', 'pass'],
  download: ['unduh', 'download', 'down'],
  upload: ['unggah', 'upload', 'up'],
  pool: ['pool'],
  // `alamat` alone is where somebody lives.
  address: ['alamatip', 'ip', 'ipaddress', 'remoteaddress'],
  callerId: ['mac', 'macaddress', 'callerid'],
} as const;

type Column = keyof typeof NAMES;
export type NewLineRow = { readonly fileRow: number; readonly phone: string } & Partial<
  Readonly<Record<Exclude<Column, 'phone'>, string>>
>;

/** Null: it has no column of phones. */
export const newLinesOf = ([headings, ...rows]: TableRows): readonly NewLineRow[] | null => {
  const plain = (headings?.cells ?? []).map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''));
  const columns = (Object.keys(NAMES) as Column[]).flatMap((column) => {
    const at = plain.findIndex((name) => (NAMES[column] as readonly string[]).includes(name));
    return at < 0 ? [] : [[column, at] as const];
  });
  const phoneAt = columns.find(([column]) => column === 'phone')?.[1];
  if (phoneAt === undefined) return null;
  return rows.map(({ cells, fileRow }) => ({
    ...Object.fromEntries(columns.map(([column, at]) => [column, cells[at] ?? ''])),
    phone: cells[phoneAt] ?? '',
    fileRow,
  }));
};
