// catalogue.ts — a Komandan's request for quota, on a page of its own: words that the portal does not load.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

export const quotaRequests = {
  intro: {
    id: 'Permintaan diputuskan oleh pengelola. Anda mendapat pesan WhatsApp begitu diputuskan.',
    en: 'The operator decides. You get a WhatsApp message as soon as it is decided.',
  },
  gigabytes: { id: 'Kuota (GB)', en: 'Quota (GB)' },
  days: { id: 'Berlaku (hari)', en: 'Lasts (days)' },
  most: { id: 'Paling banyak {most}.', en: 'At most {most}.' },
  unlimited: { id: 'Tanpa batas (kolom GB diabaikan)', en: 'Unlimited (the GB are ignored)' },
  reason: { id: 'Untuk apa?', en: 'What for?' },
  send: { id: 'Kirim permintaan', en: 'Send the request' },
  sent: { id: 'Permintaan terkirim.', en: 'The request is sent.' },
  pending: {
    id: 'Permintaan Anda menunggu keputusan pengelola.',
    en: 'Your request waits for the operator.',
  },
  later: { id: 'Permintaan berikutnya bisa dibuat {at}.', en: 'The next request can be made {at}.' },
  notKomandan: {
    id: 'Kuota tambahan hanya bisa diminta oleh Komandan yang aktif.',
    en: 'Only an active Komandan may ask for more quota.',
  },
  history: { id: 'Permintaan sebelumnya', en: 'Earlier requests' },
  amount: { id: '{amount}, {days} hari', en: '{amount}, {days} days' },
  'state.pending': { id: 'Menunggu', en: 'Waiting' },
  'state.approved': { id: 'Disetujui', en: 'Approved' },
  'state.rejected': { id: 'Ditolak', en: 'Rejected' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type QuotaRequestKey = keyof typeof quotaRequests;

export const quotaRequestText = (key: QuotaRequestKey, locale: Locale, params: Params = {}): string =>
  fill(quotaRequests[key][locale], params);
