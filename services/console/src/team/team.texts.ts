import type { Texts } from '../language/language';

type Key =
  | 'team.title'
  | 'team.new'
  | 'team.you'
  | 'team.unchanged'
  | 'team.password'
  | 'team.passwordOnce'
  | 'team.passkeys'
  | 'said.made'
  | 'email'
  | 'name'
  | 'role'
  | 'role.super_admin'
  | 'role.admin'
  | 'role.operator'
  | 'role.finance'
  | 'role.technician'
  | 'role.agent'
  | 'totp.on'
  | 'totp.off'
  | 'own.title'
  | 'own.totp'
  | 'own.totpOn'
  | 'own.totpOff'
  | 'own.totpStart'
  | 'own.totpScan'
  | 'own.totpQr'
  | 'own.totpType'
  | 'own.totpHere'
  | 'own.totpCode'
  | 'own.totpConfirm'
  | 'own.totpRemove'
  | 'own.password'
  | 'said.totpOn'
  | 'said.totpOff'
  | 'keys.title'
  | 'keys.new'
  | 'keys.name'
  | 'keys.days'
  | 'keys.scopes'
  | 'keys.scopesHint'
  | 'keys.empty'
  | 'keys.revoke'
  | 'keys.once'
  | 'keys.until'
  | 'keys.used'
  | 'keys.unused'
  | 'said.keyMade'
  | 'said.keyRevoked'
  | 'copy'
  | 'copied'
  | 'make';

export const teamTexts: Texts<Key> = {
  'team.title': ['Tim', 'Team'],
  'team.new': ['Orang baru', 'New person'],
  'team.you': ['Anda', 'You'],
  'team.unchanged': ['belum mengganti kata sandi', 'password not changed yet'],
  'team.password': ['Kata sandi sekali pakai', 'One-time password'],
  'team.passwordOnce': [
    'Hanya ditampilkan sekali. Berikan kepada orangnya; ia menggantinya saat masuk.',
    'Shown once. Give it to the person, who changes it at the first sign-in.',
  ],
  'team.passkeys': ['{count} passkey', '{count} {count|passkey|passkeys}'],
  'said.made': ['{name} dapat masuk sekarang.', '{name} can sign in now.'],
  email: ['Email', 'E-mail'],
  name: ['Nama', 'Name'],
  role: ['Peran', 'Role'],
  'role.super_admin': ['Pemilik', 'Owner'],
  'role.admin': ['Admin', 'Admin'],
  'role.operator': ['Operator (kasir)', 'Operator (cashier)'],
  'role.finance': ['Keuangan', 'Finance'],
  'role.technician': ['Teknisi', 'Technician'],
  'role.agent': ['Agen', 'Agent'],
  'totp.on': ['Dengan autentikator', 'With an authenticator'],
  'totp.off': ['Kata sandi saja', 'Password only'],
  'own.title': ['Akun saya', 'My account'],
  'own.totp': ['Autentikator', 'Authenticator'],
  'own.totpOn': ['Masuk memerlukan kode dari aplikasi Anda.', 'Signing in needs a code of your app.'],
  'own.totpOff': ['Masuk hanya memerlukan kata sandi.', 'Signing in needs the password alone.'],
  'own.totpStart': ['Pasang autentikator', 'Set up an authenticator'],
  'own.totpScan': [
    'Pindai dengan aplikasi autentikator, lalu ketik kode yang ditunjukkannya.',
    'Scan it with an authenticator app, then type the code that it shows.',
  ],
  'own.totpQr': ['Kode QR untuk aplikasi autentikator', 'QR code for the authenticator app'],
  'own.totpType': ['Atau ketik rahasia ini di aplikasinya:', 'Or type this secret there:'],
  'own.totpHere': ['Aplikasinya ada di perangkat ini', 'The app is on this device'],
  'own.totpCode': ['Kode 6 angka', 'Six-digit code'],
  'own.totpConfirm': ['Pasang', 'Set it up'],
  'own.totpRemove': ['Lepas autentikator', 'Remove the authenticator'],
  'own.password': ['Kata sandi', 'Password'],
  'said.totpOn': ['Autentikator terpasang.', 'The authenticator is set up.'],
  'said.totpOff': ['Autentikator dilepas.', 'The authenticator was removed.'],
  'keys.title': ['Kunci API', 'API keys'],
  'keys.new': ['Kunci baru', 'New key'],
  'keys.name': ['Untuk apa', 'What it is for'],
  'keys.days': ['Berlaku (hari)', 'Good for (days)'],
  'keys.scopes': ['Izin', 'Permissions'],
  'keys.scopesHint': [
    'Paling sedikit satu; kunci tidak boleh yang lain.',
    'At least one; the key may nothing else.',
  ],
  'keys.empty': ['Belum ada kunci.', 'No keys yet.'],
  'keys.revoke': ['Cabut', 'Revoke'],
  'keys.once': ['Hanya ditampilkan sekali. Simpan sekarang.', 'Shown once. Keep it now.'],
  'keys.until': ['sampai {at}', 'until {at}'],
  'keys.used': ['terakhir dipakai {at}', 'last used {at}'],
  'keys.unused': ['belum pernah dipakai', 'never used'],
  'said.keyMade': ['Kunci dibuat.', 'The key is made.'],
  'said.keyRevoked': ['Kunci dicabut.', 'The key is revoked.'],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
  make: ['Buat', 'Make'],
};
