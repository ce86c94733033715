import type { Texts } from '../language/language';

type Key =
  | 'signIn.title'
  | 'signIn.intro'
  | 'signIn.email'
  | 'signIn.emailHint'
  | 'signIn.password'
  | 'signIn.totp'
  | 'signIn.totpHint'
  | 'signIn.submit'
  | 'password.title'
  | 'password.intro'
  | 'password.current'
  | 'password.new'
  | 'password.hint'
  | 'password.submit'
  | 'signOut';

export const sessionTexts: Texts<Key> = {
  'signIn.title': ['Masuk ke konsol', 'Sign in to the console'],
  'signIn.intro': ['Untuk pengelola jaringan.', 'For those who run the network.'],
  'signIn.email': ['Email atau nomor HP', 'E-mail or phone'],
  'signIn.emailHint': [
    'Nomor HP: yang Anda simpan di Akun saya.',
    'A phone number: the one that you keep in My account.',
  ],
  'signIn.password': ['Kata sandi', 'Password'],
  'signIn.totp': ['Kode 6 angka', 'Six-digit code'],
  'signIn.totpHint': [
    'Dari aplikasi autentikator Anda. Bila hilang, ketik satu kode pemulihan.',
    'From your authenticator app. If it is lost, type a recovery code.',
  ],
  'signIn.submit': ['Masuk', 'Sign in'],
  'password.title': ['Buat kata sandi sendiri', 'Choose a password of your own'],
  'password.intro': [
    'Kata sandi pertama hanya untuk sekali masuk. Setelah ini konsol terbuka.',
    'The first password is good for one sign-in only. The console opens after this.',
  ],
  'password.current': ['Kata sandi sekarang', 'Present password'],
  'password.new': ['Kata sandi baru', 'New password'],
  'password.hint': ['Paling sedikit 10 karakter.', 'At least 10 characters.'],
  'password.submit': ['Simpan', 'Save'],
  signOut: ['Keluar', 'Sign out'],
};
