// catalogue.ts — the words of the own PPPoE lines: the portal loads them with them.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

const ownLineTexts = {
  title: { id: 'Jalur saya', en: 'My lines' },
  speed: { id: '{down} unduh · {up} unggah', en: '{down} down · {up} up' },
  noLimit: { id: 'tanpa batas', en: 'no limit' },
  unlimited: { id: 'Tanpa batas kecepatan', en: 'No speed limit' },
  address: { id: 'Alamat\u00a0{address}', en: 'Address\u00a0{address}' },
  online: { id: 'Tersambung', en: 'Online' },
  since: { id: 'Tersambung sejak {time}', en: 'Online since {time}' },
  offline: { id: 'Tidak tersambung', en: 'Offline' },
  'offline.help': {
    id: 'Pastikan modem menyala dan kabelnya terpasang.',
    en: 'See that the modem is on and its cable is plugged in.',
  },
  usage: { id: '{bytes} terpakai sejak {day}', en: '{bytes} used since {day}' },
  usageOf: { id: '{bytes} dari {quota} terpakai sejak {day}', en: '{bytes} of {quota} used since {day}' },
  quota: {
    id: 'Kuota periode ini habis. Internet kembali sendiri pada periode berikutnya.',
    en: 'This period’s quota is used up. The internet is back by itself in the next period.',
  },
  slowed: {
    id: 'Kuota periode ini habis; kecepatan diturunkan sampai periode berikutnya.',
    en: 'This period’s quota is used up; the speed is lowered until the next period.',
  },
  unknown: { id: 'Status sambungan belum diketahui', en: 'Not known whether it is online' },
  suspended: { id: 'Diisolir', en: 'Suspended' },
  disabled: { id: 'Dinonaktifkan', en: 'Switched off' },
  bill: {
    id: 'Tagihannya lewat jatuh tempo. Internet kembali sendiri beberapa detik setelah dibayar.',
    en: 'Its bill is past due. The internet is back by itself seconds after it is paid.',
  },
  hand: {
    id: 'Pengelola menghentikan jalur ini. Hubungi pengelola untuk membukanya kembali.',
    en: 'The operator stopped this line. Ask the operator to open it again.',
  },
  both: {
    id: 'Tagihannya lewat jatuh tempo, dan pengelola menghentikan jalur ini. Bayar tagihan, lalu hubungi pengelola.',
    en: 'Its bill is past due, and the operator stopped this line. Pay the bill, then ask the operator.',
  },
  pay: { id: 'Bayar tagihan', en: 'Pay the bill' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type OwnLineKey = keyof typeof ownLineTexts;

export const ownLineText = (key: OwnLineKey, locale: Locale, params: Params = {}): string =>
  fill(ownLineTexts[key][locale], params);
