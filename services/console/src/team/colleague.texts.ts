// colleague.texts.ts — the words of a colleague’s card.
import type { Texts } from '../language/language';

type Key =
  | 'save'
  | 'mustChange'
  | 'may.operator'
  | 'may.finance'
  | 'may.technician'
  | 'may.agent'
  | 'may.admin'
  | 'may.super_admin'
  | 'role.hint'
  | 'role.ownHint'
  | 'said.changed'
  | 'ownAccount'
  | 'reset'
  | 'reset.why'
  | 'reset.title'
  | 'reset.hint'
  | 'reset.password'
  | 'reset.totp'
  | 'reset.passkeys'
  | 'reset.keys'
  | 'said.reset'
  | 'remove'
  | 'remove.why'
  | 'remove.ownWhy'
  | 'remove.title'
  | 'remove.ownTitle'
  | 'remove.hint'
  | 'remove.ownHint'
  | 'said.removed'
  | 'said.removedOwn';

export const colleagueTexts: Texts<Key> = {
  save: ['Simpan', 'Save'],
  mustChange: [
    'Belum mengganti kata sandi sekali pakainya; sampai itu ia tidak dapat melakukan apa pun.',
    'Has not changed the one-time password yet, and can do nothing until then.',
  ],
  'may.operator': [
    'Menjual di loket dengan laci sendiri, mengembalikan uang sampai batasnya; melayani pelanggan, kuota, dan jalur PPPoE',
    'Sells at the counter with a drawer of their own, refunds up to a limit; serves people, quota and PPPoE lines',
  ],
  'may.finance': [
    'Menjual di loket, mengembalikan uang, tunggakan, tagihan, agen, dan buku kas; tidak mengubah pelanggan',
    'Sells at the counter, refunds, debts, bills, agents and the books; changes no people',
  ],
  'may.agent': [
    'Menjual voucher sendiri dari deposit; tidak melihat yang lain',
    'Sells own vouchers from a deposit; sees nothing else',
  ],
  'may.technician': [
    'Mengatur router dan jalur PPPoE; melihat pelanggan, kuota, perangkat, dan tunggakan dengan nomor tersamar',
    'Manages routers and PPPoE lines; sees people, quota, devices and debts, with numbers masked',
  ],
  'may.admin': [
    'Semua selain tim, koreksi pemakaian, dan mengubah pengaturan (hanya melihatnya)',
    'Everything but the team, corrections of usage and changing settings (sees them alone)',
  ],
  'may.super_admin': ['Semuanya, juga tim dan pengaturan', 'Everything, the team and settings too'],
  'role.hint': [
    'Berlaku seketika, juga di sesi yang sedang terbuka dan kunci API-nya.',
    'Holds at once, in open sessions and API keys too.',
  ],
  'role.ownHint': [
    'Ini peran Anda sendiri: berlaku seketika, dan hanya pemilik lain yang dapat mengembalikannya.',
    'This is your own role: it holds at once, and only another owner can give it back.',
  ],
  'said.changed': ['{name}: {role}. Berlaku mulai sekarang.', '{name}: {role}, from now on.'],
  ownAccount: [
    'Kata sandi, autentikator, dan passkey Anda ada di "Akun saya".',
    'Your password, authenticator and passkeys are in "My account".',
  ],
  reset: ['Atur ulang', 'Reset'],
  'reset.why': ['Lupa kata sandi, atau HP-nya hilang?', 'A forgotten password, or a lost phone?'],
  'reset.title': ['Atur ulang cara masuk: {name}', 'Reset the ways in: {name}'],
  'reset.hint': [
    'Semua sesi {name} berakhir. Pilih apa yang diatur ulang:',
    'All sessions of {name} end. Choose what is reset:',
  ],
  'reset.password': ['Kata sandi: buat yang sekali pakai', 'Password: make a one-time one'],
  'reset.totp': [
    'Lepas autentikator dan kode pemulihannya',
    'Remove the authenticator and its recovery codes',
  ],
  'reset.passkeys': ['Hapus semua passkey', 'Remove all passkeys'],
  'reset.keys': ['Cabut semua kunci API', 'Revoke all API keys'],
  'said.reset': [
    'Cara masuk {name} diatur ulang; sesinya berakhir.',
    'The ways in of {name} are reset; the sessions have ended.',
  ],
  remove: ['Keluarkan', 'Remove'],
  'remove.why': ['Tidak bekerja di sini lagi?', 'No longer works here?'],
  'remove.ownWhy': ['Anda berhenti?', 'Are you leaving?'],
  'remove.title': ['Keluarkan {name}', 'Remove {name}'],
  'remove.ownTitle': ['Keluarkan diri sendiri', 'Remove yourself'],
  'remove.hint': [
    '{name} keluar seketika: semua sesi, passkey, dan kunci API-nya berakhir. Yang pernah dilakukannya tetap di catatan.',
    '{name} is out at once: all sessions, passkeys and API keys end. What was done stays in the audit log.',
  ],
  'remove.ownHint': [
    'Anda keluar seketika dan tidak dapat masuk lagi: sesi, passkey, dan kunci API Anda berakhir. Hanya pemilik lain yang dapat menambahkan Anda kembali. Pemilik terakhir tidak dapat dikeluarkan.',
    'You are out at once and cannot sign in again: your sessions, passkeys and API keys end. Only another owner can add you back. The last owner cannot be removed.',
  ],
  'said.removed': ['{name} dikeluarkan.', '{name} is removed.'],
  'said.removedOwn': ['Anda dikeluarkan.', 'You are removed.'],
};
