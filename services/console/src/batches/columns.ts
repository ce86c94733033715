// columns.ts — which column of a file holds what, guessed by its heading in Indonesian or English.
import type { TableRows } from './read-table';

export const IMPORT_FIELDS = ['phone', 'name', 'gigabytes', 'days', 'address', 'room', 'note'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
export type Mapping = Readonly<Record<ImportField, number | null>>;

const HEADINGS: Readonly<Record<ImportField, RegExp>> = {
  phone:
    /^(no\.? ?(hp|telp|telepon|wa)|nomor( hp| telepon| wa)?|hp|telepon|telp|whatsapp|wa|phone( number)?|mobile|ponsel)$/,
  name: /^(nama( lengkap| pelanggan)?|name|full name|customer|pelanggan)$/,
  gigabytes: /^(kuota( \(?gb\)?)?|quota( \(?gb\)?)?|gb|gigabytes?|paket|package)$/,
  days: /^(hari|days?|masa (aktif|berlaku)( \(?hari\)?)?|validity)$/,
  address: /^(alamat|address)$/,
  room: /^(kamar|no\.? ?kamar|nomor kamar|room|rumah|blok|unit)$/,
  note: /^(catatan|keterangan|notes?|remarks?)$/,
};

export const guessedMapping = (headings: readonly string[]): Mapping => {
  const places = headings.map((heading) => heading.toLowerCase().replace(/[_-]+/g, ' ').trim());
  const of = (field: ImportField): number | null => {
    const at = places.findIndex((heading) => HEADINGS[field].test(heading));
    return at < 0 ? null : at;
  };
  return Object.fromEntries(IMPORT_FIELDS.map((field) => [field, of(field)])) as Record<
    ImportField,
    number | null
  >;
};

type ImportLine = { readonly phone: string; readonly fileRow: number } & Partial<Record<ImportField, string>>;

/** The lines as edge takes them. @param rows without the headings. */
export const linesOf = (rows: TableRows, mapping: Mapping): ImportLine[] =>
  rows.map(({ cells: row, fileRow }) => {
    const cells = IMPORT_FIELDS.flatMap((field) => {
      const at = mapping[field];
      const text = at === null ? '' : (row[at] ?? '');
      return text === '' ? [] : [[field, text] as const];
    });
    return { phone: '', ...Object.fromEntries(cells), fileRow };
  });
