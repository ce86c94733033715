// own-account.texts.ts — the words of one’s own sessions and password.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'hint'
  | 'current'
  | 'since'
  | 'seen'
  | 'passkey'
  | 'unknown'
  | 'on'
  | 'end'
  | 'endOf'
  | 'endOthers'
  | 'said.ended'
  | 'said.endedOthers'
  | 'password'
  | 'password.hint'
  | 'password.change'
  | 'password.current'
  | 'password.new'
  | 'password.length'
  | 'password.totp'
  | 'password.endKeys'
  | 'said.password'
  | 'phone'
  | 'phone.now'
  | 'phone.none'
  | 'phone.new'
  | 'phone.save'
  | 'said.phone';

export const ownAccountTexts: Texts<Key> = {
  title: ['Sesi', 'Sessions'],
  hint: [
    'Di sinilah Anda sedang masuk. Akhiri yang tidak Anda kenal, lalu ganti kata sandi.',
    'This is where you are signed in. End what you do not know, then change the password.',
  ],
  current: ['Sesi ini', 'This session'],
  since: ['masuk {at}', 'signed in {at}'],
  seen: ['terakhir terlihat {at}', 'last seen {at}'],
  passkey: ['dengan passkey', 'by passkey'],
  unknown: ['Peramban tidak dikenal', 'Unknown browser'],
  on: ['{browser} di {system}', '{browser} on {system}'],
  end: ['Akhiri', 'End'],
  endOf: ['Akhiri sesi {device}', 'End the session {device}'],
  endOthers: ['Akhiri semua yang lain', 'End all others'],
  'said.ended': ['Sesi diakhiri.', 'The session has ended.'],
  'said.endedOthers': ['Semua sesi lain diakhiri.', 'All other sessions have ended.'],
  phone: ['Nomor HP', 'Phone number'],
  'phone.now': [
    'Anda dapat masuk dengan {phone}, dan pesan untuk Anda dikirim ke sana.',
    'You can sign in with {phone}, and messages for you go there.',
  ],
  'phone.none': [
    'Simpan nomor HP Anda untuk masuk dengannya.',
    'Keep your phone number here to sign in with it.',
  ],
  'phone.new': ['Nomor HP baru', 'New phone number'],
  'phone.save': ['Simpan nomor', 'Keep the number'],
  'said.phone': ['Nomor tersimpan: Anda dapat masuk dengannya.', 'Kept: you can sign in with it.'],
  password: ['Kata sandi', 'Password'],
  'password.hint': ['Sesi Anda yang lain berakhir.', 'Your other sessions end.'],
  'password.change': ['Ganti kata sandi', 'Change the password'],
  'password.current': ['Kata sandi sekarang', 'Current password'],
  'password.new': ['Kata sandi baru', 'New password'],
  'password.length': ['Paling sedikit 10 karakter', 'At least 10 characters'],
  'password.totp': ['Kode 6 angka dari autentikator', 'Six-digit code of the authenticator'],
  'password.endKeys': [
    'Mungkin dibaca orang lain: kunci API dan passkey saya berakhir juga',
    'Others may have read it: my API keys and passkeys end, too',
  ],
  'said.password': [
    'Kata sandi diganti; sesi Anda yang lain berakhir.',
    'The password is changed; your other sessions have ended.',
  ],
};
