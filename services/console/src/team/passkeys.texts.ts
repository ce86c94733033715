import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'new'
  | 'empty'
  | 'name'
  | 'nameHint'
  | 'password'
  | 'totp'
  | 'proofHint'
  | 'make'
  | 'made'
  | 'used'
  | 'unused'
  | 'synced'
  | 'suspected'
  | 'rename'
  | 'save'
  | 'remove'
  | 'removeHint'
  | 'said.made'
  | 'said.renamed'
  | 'said.removed';

export const passkeysTexts: Texts<Key> = {
  title: ['Passkey', 'Passkeys'],
  intro: [
    'Masuk dengan sidik jari, wajah, atau PIN perangkat, tanpa kata sandi dan tanpa kode.',
    'Sign in with the fingerprint, face or PIN of your device, without password and without code.',
  ],
  new: ['Passkey baru', 'New passkey'],
  empty: ['Belum ada passkey.', 'No passkeys yet.'],
  name: ['Nama perangkat', 'Name of the device'],
  nameHint: ['Misalnya: HP, laptop kantor.', 'For example: phone, office laptop.'],
  password: ['Kata sandi', 'Password'],
  totp: ['Kode 6 angka', 'Six-digit code'],
  proofHint: ['Untuk memastikan ini benar Anda.', 'To be sure that it is you.'],
  make: ['Buat passkey', 'Make the passkey'],
  made: ['dibuat {at}', 'made {at}'],
  used: ['terakhir dipakai {at}', 'last used {at}'],
  unused: ['belum pernah dipakai', 'never used'],
  synced: ['tersimpan di pengelola kata sandi', 'kept by a password manager'],
  suspected: [
    'Ditolak pada {at}: hitungannya mundur, mungkin ada salinan. Hapus, lalu buat yang baru.',
    'Refused on {at}: its counter went back, there may be a copy. Remove it and make another.',
  ],
  rename: ['Ganti nama', 'Rename'],
  save: ['Simpan', 'Save'],
  remove: ['Hapus', 'Remove'],
  removeHint: [
    '{name} tidak dapat lagi dipakai untuk masuk. Sesi lain yang dibuka dengannya berakhir. Hapus juga di pengaturan perangkat itu.',
    '{name} signs in no more. Other sessions that it opened end. Remove it in the settings of that device, too.',
  ],
  'said.made': ['Passkey dibuat.', 'The passkey is made.'],
  'said.renamed': ['Nama disimpan.', 'The name is saved.'],
  'said.removed': ['Passkey dihapus.', 'The passkey is removed.'],
};
