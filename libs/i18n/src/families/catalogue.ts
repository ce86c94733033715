// catalogue.ts — sharing a quota, on a page of its own: words that the portal does not load.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

export const families = {
  title: { id: 'Keluarga', en: 'Family' },
  intro: {
    id: 'Ajak orang serumah memakai kuota Anda. Setiap orang tetap masuk dengan nomornya sendiri.',
    en: 'Let people of your house use your quota. Each still logs in with their own number.',
  },
  off: { id: 'Berbagi kuota tidak tersedia di sini.', en: 'Sharing quota is not offered here.' },
  places: { id: '{taken} dari {most} tempat terisi.', en: '{taken} of {most} places taken.' },
  phone: { id: 'Nomor WhatsApp', en: 'WhatsApp number' },
  daily: { id: 'Paling banyak sehari (MB)', en: 'At most a day (MB)' },
  share: { id: 'Paling banyak seluruhnya (MB)', en: 'At most in all (MB)' },
  'limits.hint': { id: 'Kosong: tanpa batas.', en: 'Empty: no limit.' },
  invite: { id: 'Ajak', en: 'Invite' },
  invited: { id: 'Ajakan terkirim lewat WhatsApp.', en: 'The invitation is sent by WhatsApp.' },
  saved: { id: 'Tersimpan.', en: 'Saved.' },
  members: { id: 'Memakai kuota saya', en: 'They use my quota' },
  'state.invited': { id: 'Diajak, dijawab sampai {until}', en: 'Invited, may answer until {until}' },
  'state.joined': { id: 'Anggota', en: 'Member' },
  used: { id: 'Terpakai {used}, hari ini {today}', en: 'Used {used}, {today} today' },
  'limit.day': { id: 'Batas hari ini sudah habis.', en: "Today's limit is used up." },
  'limit.share': { id: 'Batasnya sudah habis.', en: 'The limit is used up.' },
  'limits.of': { id: 'Batas: {limits}', en: 'Limit: {limits}' },
  'limits.none': { id: 'Tanpa batas', en: 'No limit' },
  'limits.daily': { id: '{bytes} sehari', en: '{bytes} a day' },
  'limits.share': { id: '{bytes} seluruhnya', en: '{bytes} in all' },
  'limits.change': { id: 'Ubah batas', en: 'Change the limit' },
  'limits.save': { id: 'Simpan batas', en: 'Save the limit' },
  'limits.restart': {
    id: 'Batas seluruhnya dihitung dari nol sejak disimpan.',
    en: 'The limit in all counts from zero once it is saved.',
  },
  remove: { id: 'Keluarkan', en: 'Remove' },
  withdraw: { id: 'Batalkan ajakan', en: 'Withdraw' },
  membership: { id: 'Saya memakai kuota {who}', en: 'I use the quota of {who}' },
  'membership.help': {
    id: 'Kuota Anda sendiri dipakai lebih dulu. Sisanya dari {who}.',
    en: 'Your own quota is used first. Beyond it you use that of {who}.',
  },
  left: { id: 'Masih bisa dipakai: {left}', en: 'You can still use: {left}' },
  stopped: { id: 'Kuota {who} sedang habis.', en: 'The quota of {who} is used up now.' },
  unlimited: { id: 'tanpa batas', en: 'unlimited' },
  leave: { id: 'Keluar dari keluarga ini', en: 'Leave this family' },
  'leave.help': {
    id: 'Sesudah keluar Anda hanya memakai kuota sendiri.',
    en: 'After that you use your own quota alone.',
  },
  'invitation.title': { id: '{who} mengajak Anda', en: '{who} invites you' },
  'invitation.help': {
    id: 'Anda boleh memakai kuotanya ({limits}), sesudah kuota Anda sendiri. Ia melihat berapa yang Anda pakai. Jawab sampai {until}.',
    en: 'You may use their quota ({limits}), after your own. They see how much you use. Answer by {until}.',
  },
  accept: { id: 'Terima', en: 'Accept' },
  decline: { id: 'Tolak', en: 'Decline' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type FamilyKey = keyof typeof families;

export const familyText = (key: FamilyKey, locale: Locale, params: Params = {}): string =>
  fill(families[key][locale], params);
