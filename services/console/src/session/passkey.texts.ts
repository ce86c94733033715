import type { Texts } from '../language/language';

type Key =
  | 'signIn'
  | 'or'
  | 'insecure'
  | 'unsupported'
  | 'cancelled.title'
  | 'cancelled'
  | 'there.title'
  | 'there'
  | 'failed.title'
  | 'failed';

export const passkeyTexts: Texts<Key> = {
  signIn: ['Masuk dengan passkey', 'Sign in with a passkey'],
  or: ['atau', 'or'],
  insecure: [
    'Passkey hanya ada lewat https, atau http://localhost di komputer server. Alamat ini tidak aman bagi peramban.',
    'Passkeys need https, or http://localhost on the server itself. To the browser this address is not secure.',
  ],
  unsupported: ['Peramban ini tidak mengenal passkey.', 'This browser knows no passkeys.'],
  'cancelled.title': ['Passkey tidak dipakai', 'No passkey was used'],
  cancelled: [
    'Dibatalkan, terlalu lama, atau perangkat ini belum punya passkey untuk alamat ini. Coba lagi, atau masuk dengan kata sandi.',
    'It was cancelled, took too long, or this device has no passkey for this address. Try again, or sign in with the password.',
  ],
  'there.title': ['Sudah ada passkey', 'There is a passkey already'],
  there: [
    'Perangkat ini sudah punya passkey untuk akun Anda.',
    'This device has a passkey for your account already.',
  ],
  'failed.title': ['Passkey gagal', 'The passkey failed'],
  failed: [
    'Perangkat tidak dapat membuat atau membuka passkey yang diminta. Pakai perangkat lain, atau kata sandi.',
    'The device cannot make or open such a passkey. Use another device, or the password.',
  ],
};
