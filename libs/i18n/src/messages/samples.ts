// samples.ts — values to try a message's text with.
import { type MessageKey } from './catalogue';
import { wordingRules } from './kinds';
import type { Locale } from '../locale';

type Sample = string | readonly [id: string, en: string];

const SAMPLES: Readonly<Record<string, Sample>> = {
  amount: 'Rp 50.000',
  bytes: '5 GB',
  code: '482915',
  contact: '0812 3456 7890',
  minutes: '5',
  count: '2',
  date: ['30 Nov 2026', '30 Nov 2026'],
  device: 'HP Citra',
  due: ['5 Des 2026', '5 Dec 2026'],
  ending: '4',
  expires: ['30 Des 2026, 20.12', '30 Dec 2026, 20:12'],
  failed: '0',
  firstDue: ['5 Des 2026', '5 Dec 2026'],
  from: '0010',
  invoice: 'INV-2026-0042',
  item: 'Paket 10 GB',
  lasts: ['7 hari', '7 days'],
  limit: '3',
  line: 'rumah-citra',
  list: 'HP Citra, TV',
  link: 'https://wifi.contoh.id/s/Ab3dE',
  order: 'SRG-rw05-7K2M',
  owed: 'Rp 25.000',
  packages: 'Paket 10 GB × 3',
  page: 'https://wifi.contoh.id',
  paid: 'Rp 50.000',
  payTo: 'BCA 123 456 7890',
  people: '2',
  person: 'Citra',
  phone: '0010',
  price: 'Rp 100.000',
  quota: '100 GB',
  reason: ['dua kali lipat', 'given twice'],
  received: 'Rp 450.000',
  refunded: 'Rp 0',
  remaining: '1,2 GB',
  rest: 'Rp 25.000',
  routers: 'Pos RT 3',
  settlements: 'Rp 75.000',
  site: 'RW 05',
  takenBack: '10 GB',
  takings: 'Tunai Rp 200.000',
  text: ['Besok pukul 10.00 ada perbaikan jaringan.', 'The network is mended tomorrow at 10:00.'],
  time: ['2 hari', '2 days'],
  today: '512 MB',
  until: ['2 Des 2026, 20.12', '2 Dec 2026, 20:12'],
  waiting: '0',
  week: '3,4 GB',
  what: ['uang masuk tanpa pesanan', 'money without an order'],
  when: ['besok', 'tomorrow'],
  where: 'Telegram',
  who: 'Budi',
};

/** Where a place of the same name holds something else. */
const OF_KIND: Readonly<Partial<Record<MessageKey, Readonly<Record<string, Sample>>>>> = {
  'quota.granted': { amount: '5 GB' },
  'quota.goodwill': { amount: '5 GB', reason: ['gangguan kemarin', "yesterday's outage"] },
  'quota.extended': { reason: ['gangguan kemarin', "yesterday's outage"] },
  'request.approved': { amount: '10 GB' },
  'package.change_approved': { from: ['1 Des 2026', '1 Dec 2026'] },
  'access.blocked': { reason: ['pemakaian tidak wajar', 'abuse'] },
};

/** A value for each place that the text of the kind may name. */
export const samplesOf = (key: MessageKey, locale: Locale): Readonly<Record<string, string>> =>
  Object.fromEntries(
    wordingRules(key).places.map((place) => {
      const sample = OF_KIND[key]?.[place] ?? SAMPLES[place] ?? place;
      return [place, typeof sample === 'string' ? sample : sample[locale === 'id' ? 0 : 1]];
    }),
  );
