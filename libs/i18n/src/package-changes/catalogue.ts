// catalogue.ts — asking for another package of a subscription, on a page of its own: words that the portal does not load.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

export const packageChanges = {
  intro: {
    id: 'Pengelola menjawab permintaan Anda dan mengabarkannya lewat WhatsApp. Paket Anda berganti setelah disetujui.',
    en: 'The operator answers, and you hear of it by WhatsApp. Your package changes once it is approved.',
  },
  today: { id: 'Paket sekarang: {price}', en: 'Today’s package: {price}' },
  'every.day': { id: '{amount} per hari', en: '{amount} a day' },
  'every.week': { id: '{amount} per minggu', en: '{amount} a week' },
  'every.month': { id: '{amount} per bulan', en: '{amount} a month' },
  'every.days': { id: '{amount} per {count} hari', en: '{amount} per {count} days' },
  'every.weeks': { id: '{amount} per {count} minggu', en: '{amount} per {count} weeks' },
  'every.months': { id: '{amount} per {count} bulan', en: '{amount} per {count} months' },
  choose: { id: 'Pilih paket baru', en: 'Choose the new package' },
  speed: { id: '{down} unduh', en: '{down} down' },
  unlimited: { id: 'kuota tanpa batas', en: 'unlimited quota' },
  more: { id: '{amount} lebih mahal', en: '{amount} more' },
  less: { id: '{amount} lebih murah', en: '{amount} less' },
  same: { id: 'harga sama', en: 'the same price' },
  note: { id: 'Catatan untuk pengelola (boleh kosong)', en: 'Note for the operator (may be empty)' },
  send: { id: 'Minta ganti paket', en: 'Ask for the change' },
  sent: { id: 'Permintaan terkirim.', en: 'The request is sent.' },
  withdrawn: { id: 'Permintaan ditarik.', en: 'The request is withdrawn.' },
  waiting: { id: 'Menunggu jawaban pengelola', en: 'Waiting for the operator' },
  asked: { id: 'Diminta {time}', en: 'Asked for on {time}' },
  yourNote: { id: 'Catatan Anda: {note}', en: 'Your note: {note}' },
  withdraw: { id: 'Tarik permintaan', en: 'Withdraw the request' },
  refused: {
    id: 'Permintaan terakhir, {name}, tidak disetujui. Alasan: {reason}',
    en: 'The last request, {name}, was not approved. Reason: {reason}',
  },
  planned: { id: 'Mulai {date}: {name}, {price}', en: 'From {date} on: {name}, {price}' },
  paused: {
    id: 'Langganan ini sedang dijeda. Paketnya dapat diganti setelah berjalan lagi.',
    en: 'This subscription is paused. Its package can be changed once it goes on.',
  },
  ending: {
    id: 'Langganan ini berakhir {date}. Paketnya tidak dapat diganti lagi.',
    en: 'This subscription ends on {date}. Its package cannot be changed any more.',
  },
  noChoice: {
    id: 'Belum ada paket lain untuk langganan ini.',
    en: 'There is no other package for this subscription yet.',
  },
  none: { id: 'Anda belum punya langganan.', en: 'You have no subscription.' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type PackageChangeKey = keyof typeof packageChanges;

export const packageChangeText = (key: PackageChangeKey, locale: Locale, params: Params = {}): string =>
  fill(packageChanges[key][locale], params);
