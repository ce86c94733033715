// recovery-codes.texts.ts — the words of recovery codes.
import type { Texts } from '../language/language';

type Key =
  | 'once'
  | 'copy'
  | 'copied'
  | 'download'
  | 'file'
  | 'left'
  | 'few'
  | 'new'
  | 'renew'
  | 'renewed'
  | 'password'
  | 'totp';

export const recoveryTexts: Texts<Key> = {
  once: [
    'Simpan kode ini di tempat aman. Masing-masing sekali pakai untuk masuk bila autentikator hilang, dan tidak ditampilkan lagi.',
    'Keep these codes safe. Each gets you in once when your authenticator is lost, and they are not shown again.',
  ],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
  download: ['Simpan sebagai berkas', 'Save as a file'],
  file: [
    'Kode pemulihan Saring. Masing-masing sekali pakai.',
    'Recovery codes of Saring. Each is good once.',
  ],
  left: ['{count} kode pemulihan masih berlaku.', '{count} recovery {count|code is|codes are} good still.'],
  few: [
    'Tinggal {count} kode pemulihan. Buat yang baru.',
    'Only {count} recovery {count|code is|codes are} left. Make new ones.',
  ],
  new: ['Kode pemulihan baru', 'New recovery codes'],
  renew: ['Buat kode baru', 'Make new codes'],
  renewed: [
    'Kode pemulihan baru dibuat. Yang lama tidak berlaku lagi.',
    'New recovery codes are made. The old ones are void.',
  ],
  password: ['Kata sandi', 'Password'],
  totp: ['Kode 6 angka atau kode pemulihan', 'Six-digit or recovery code'],
};
