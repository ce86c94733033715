// operators.texts.ts — what a person reads when operators or their keys are refused: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const operatorsErrors = {
  'AUTH.OPERATOR_UNAUTHENTICATED': {
    id: { title: 'Belum masuk', detail: 'Masuk sebagai petugas, atau kirim kunci API yang berlaku.' },
    en: { title: 'Not logged in', detail: 'Log in as an operator, or send a valid API key.' },
  },
  'AUTH.OPERATOR_WRONG': {
    id: { title: 'Gagal masuk', detail: 'E-mail, nomor, atau kata sandi salah.' },
    en: { title: 'Login failed', detail: 'E-mail, number or password is wrong.' },
  },
  'AUTH.OPERATOR_LOCKED': {
    id: { title: 'Masuk ditutup sementara', detail: 'Terlalu banyak percobaan. Coba lagi {wait} lagi.' },
    en: { title: 'Login closed for now', detail: 'Too many tries. Try again in {wait}.' },
  },
  'AUTH.OPERATOR_STAYS': {
    id: {
      title: 'Pemilik terakhir',
      detail: 'Ini satu-satunya pemilik (super_admin). Jadikan orang lain pemilik dulu.',
    },
    en: {
      title: 'The last owner',
      detail: 'This is the only owner (super_admin). Make someone else an owner first.',
    },
  },
  'AUTH.OPERATOR_HAS_DRAWER': {
    id: {
      title: 'Laci kas petugas ini belum ditutup',
      detail: 'Di lacinya tercatat {expectedRupiah}. Hitung dan tutup laci itu dulu, atau serahkan.',
    },
    en: {
      title: 'Their cash drawer is not closed',
      detail: 'Their drawer should hold {expectedRupiah}. Count and close it first, or hand it over.',
    },
  },
  'AUTH.OPERATOR_HAS_DEPOSIT': {
    id: {
      title: 'Deposit agen ini belum nol',
      detail: 'Depositnya {depositRupiah}. Bayarkan kembali, atau terima yang kurang, dulu.',
    },
    en: {
      title: "This agent's deposit is not zero",
      detail: 'Their deposit is {depositRupiah}. Pay it out, or take in what is missing, first.',
    },
  },
  'AUTH.LOGIN_BUSY': {
    id: { title: 'Banyak yang sedang masuk', detail: 'Coba lagi dalam {wait}.' },
    en: { title: 'Many are logging in', detail: 'Try again in {wait}.' },
  },
  'AUTH.OWN_ACCOUNT': {
    id: {
      title: 'Ini akun Anda sendiri',
      detail: 'Ubah kata sandi, autentikator, dan passkey Anda di "Akun saya".',
    },
    en: {
      title: 'This is your own account',
      detail: 'Change your password, authenticator and passkeys in "My account".',
    },
  },
  'AUTH.SESSION_UNKNOWN': {
    id: { title: 'Sesi tidak ada', detail: 'Sesi ini sudah berakhir.' },
    en: { title: 'No such session', detail: 'This session has ended already.' },
  },
  'AUTH.ROLE_ABOVE_OWN': {
    id: {
      title: 'Peran melebihi Anda',
      detail: 'Peran {role} memberi izin {permission}, yang tidak Anda atau kunci API Anda punyai.',
    },
    en: {
      title: 'The role can do more than you',
      detail: 'The role {role} gives the permission {permission}, which you or your API key do not have.',
    },
  },
  'AUTH.API_KEY_SCOPE': {
    id: { title: 'Izin kunci melebihi pembuatnya', detail: 'Anda sendiri tidak punya izin {scope}.' },
    en: {
      title: 'A key cannot do more than its maker',
      detail: 'You do not have the permission {scope} yourself.',
    },
  },
  'AUTH.API_KEY_DAYS': {
    id: { title: 'Masa berlaku kunci salah', detail: 'Pilih 1 sampai {mostDays} hari.' },
    en: { title: 'The key cannot live so long', detail: 'Choose 1 to {mostDays} days.' },
  },
  'AUTH.TOTP_REQUIRED': {
    id: { title: 'Kode kedua diperlukan', detail: 'Tulis kode dari aplikasi autentikator.' },
    en: { title: 'Second code needed', detail: 'Write the code of the authenticator app.' },
  },
  'AUTH.TOTP_WRONG': {
    id: { title: 'Kode kedua salah', detail: 'Tulis kode yang terbaru dari aplikasi autentikator.' },
    en: { title: 'Second code is wrong', detail: 'Write the newest code of the authenticator app.' },
  },
  'AUTH.TOTP_OFF': {
    id: { title: 'Autentikator belum dipasang', detail: 'Kode pemulihan dibuat saat autentikator dipasang.' },
    en: {
      title: 'No authenticator is set up',
      detail: 'Recovery codes are made when an authenticator is set up.',
    },
  },
  'AUTH.TOTP_EXISTS': {
    id: { title: 'Kode kedua sudah aktif', detail: 'Hapus yang lama dulu.' },
    en: { title: 'Second code is on already', detail: 'Remove the old one first.' },
  },
  'AUTH.PASSKEY_NEEDS_HTTPS': {
    id: {
      title: 'Passkey perlu HTTPS',
      detail:
        'Buka konsol lewat alamat https yang punya nama. Atur PUBLIC_URL bila belum ada. Di komputer server sendiri http://localhost juga boleh.',
    },
    en: {
      title: 'Passkeys need HTTPS',
      detail:
        'Open the console at an https address that has a name. Set PUBLIC_URL if there is none. On the server itself http://localhost works, too.',
    },
  },
  'AUTH.PASSKEY_ELSEWHERE': {
    id: { title: 'Passkey tidak berlaku di alamat ini', detail: 'Buka konsol di {origin}, lalu coba lagi.' },
    en: { title: 'No passkeys at this address', detail: 'Open the console at {origin} and try again.' },
  },
  'AUTH.PASSKEY_EXPIRED': {
    id: { title: 'Waktunya habis', detail: 'Mulai lagi dari awal.' },
    en: { title: 'Too late', detail: 'Begin again.' },
  },
  'AUTH.PASSKEY_REFUSED': {
    id: {
      title: 'Passkey ditolak',
      detail: 'Coba lagi dan buka kunci perangkat Anda. Bila tetap gagal, masuk dengan kata sandi.',
    },
    en: {
      title: 'Passkey refused',
      detail: 'Try again and unlock your device. If it still fails, sign in with the password.',
    },
  },
  'AUTH.PASSKEY_UNKNOWN': {
    id: {
      title: 'Passkey tidak dikenal di sini',
      detail: 'Mungkin sudah dihapus. Masuk dengan kata sandi, atau pilih passkey lain.',
    },
    en: {
      title: 'Passkey not known here',
      detail: 'It may have been removed. Sign in with the password, or choose another passkey.',
    },
  },
  'AUTH.PASSKEY_COPIED': {
    id: {
      title: 'Passkey mungkin disalin',
      detail:
        'Hitungannya mundur, seperti pada salinan. Masuk dengan kata sandi, hapus passkey ini, lalu buat yang baru.',
    },
    en: {
      title: 'There may be a copy of this passkey',
      detail:
        'Its counter went back, as that of a copy does. Sign in with the password, remove this passkey and make another.',
    },
  },
  'AUTH.PASSKEY_TAKEN': {
    id: { title: 'Passkey sudah terdaftar', detail: 'Perangkat ini sudah punya passkey di sini.' },
    en: { title: 'Passkey is registered already', detail: 'This device has a passkey here already.' },
  },
  'AUTH.PASSKEYS_TOO_MANY': {
    id: { title: 'Terlalu banyak passkey', detail: 'Paling banyak {limit}. Hapus satu dulu.' },
    en: { title: 'Too many passkeys', detail: 'At most {limit}. Remove one first.' },
  },
  'AUTH.PASSKEY_NAME_MISSING': {
    id: { title: 'Passkey belum bernama', detail: 'Tulis nama perangkatnya.' },
    en: { title: 'The passkey has no name', detail: 'Write the name of its device.' },
  },
  'AUTH.PASSWORD_UNFIT': {
    id: {
      title: 'Kata sandi tidak memenuhi syarat',
      detail: 'Pakai kata sandi baru, paling sedikit {leastCharacters} karakter.',
    },
    en: {
      title: 'Password not accepted',
      detail: 'Use a new password of at least {leastCharacters} characters.',
    },
  },
  'AUTH.PASSWORD_CHANGE_REQUIRED': {
    id: { title: 'Ganti kata sandi', detail: 'Kata sandi sekali pakai harus diganti dulu.' },
    en: { title: 'Change the password', detail: 'The one-time password must be changed first.' },
  },
  'AUTH.API_KEY_SCOPES_MISSING': {
    id: { title: 'Cakupan belum dipilih', detail: 'Pilih paling sedikit satu izin untuk kunci API.' },
    en: { title: 'No scopes chosen', detail: 'Name at least one permission for the API key.' },
  },
  'AUTH.KEY_LACKS_SCOPE': {
    id: { title: 'Tidak diizinkan', detail: 'Kunci API ini tidak memiliki cakupan {permission}.' },
    en: { title: 'Not permitted', detail: 'This API key lacks the scope {permission}.' },
  },
  'AUTH.API_KEY_MADE': {
    id: {
      title: 'Kunci API sudah dibuat',
      detail:
        'Permintaan ini sudah dijalankan; rahasianya hanya ditampilkan sekali. Bila hilang, cabut kunci itu lalu buat yang baru.',
    },
    en: {
      title: 'The API key is made already',
      detail:
        'This request has taken effect; its secret is shown once only. If it is lost, revoke the key and make another.',
    },
  },
  'AUTH.OPERATOR_MADE': {
    id: {
      title: 'Operator sudah dibuat',
      detail:
        'Permintaan ini sudah dijalankan; kata sandi pertama hanya ditampilkan sekali. Bila hilang, hapus operator itu lalu tambahkan lagi.',
    },
    en: {
      title: 'The operator is added already',
      detail:
        'This request has taken effect; the first password is shown once only. If it is lost, remove the operator and add them again.',
    },
  },
  'AUTH.FORBIDDEN': {
    id: { title: 'Tidak diizinkan', detail: 'Peran Anda tidak memiliki izin {permission}.' },
    en: { title: 'Not permitted', detail: 'Your role does not have the permission {permission}.' },
  },
  'AUTH.NUMBER_ASK_OPERATOR': {
    id: {
      title: 'Hubungi pengelola',
      detail: 'Akun nomor ini hanya dapat dimulai dari awal oleh pengelola.',
    },
    en: {
      title: 'Ask the operator',
      detail: 'Only an operator can start the account of this number afresh.',
    },
  },
  'AUTH.EMAIL_INVALID': {
    id: { title: 'E-mail salah', detail: 'Periksa penulisan e-mail.' },
    en: { title: 'E-mail is wrong', detail: 'Check how the e-mail is written.' },
  },
  'AUTH.EMAIL_TAKEN': {
    id: { title: 'E-mail atau nomor sudah dipakai', detail: 'Pakai yang lain.' },
    en: { title: 'E-mail or number is taken', detail: 'Use another one.' },
  },
  'AUTH.API_KEY_NAME_MISSING': {
    id: { title: 'Nama kunci belum diisi', detail: 'Beri nama kunci API ini.' },
    en: { title: 'Name of the key is missing', detail: 'Give this API key a name.' },
  },
  'AUTH.API_KEYS_TOO_MANY': {
    id: {
      title: 'Kunci API terlalu banyak',
      detail: 'Paling banyak {limit} kunci; cabut yang tidak dipakai.',
    },
    en: { title: 'Too many API keys', detail: 'At most {limit} keys; revoke those that are not used.' },
  },
  'AUTH.API_KEY_UNKNOWN': {
    id: { title: 'Kunci API tidak ditemukan', detail: 'Mungkin sudah dicabut.' },
    en: { title: 'API key not found', detail: 'It may have been revoked.' },
  },
  'AUTH.OPERATOR_UNKNOWN': {
    id: { title: 'Petugas tidak ditemukan', detail: 'Mungkin sudah dihapus.' },
    en: { title: 'Operator not found', detail: 'They may have been removed.' },
  },
  'AUTH.OPERATOR_PHONE_MISSING': {
    id: { title: 'Nomor WhatsApp belum ada', detail: 'Isi nomor yang akan menerima pesan.' },
    en: { title: 'No number to write to', detail: 'Give the number that is to get the messages.' },
  },
  'AUTH.OPERATOR_PHONE_TAKEN': {
    id: { title: 'Nomor sudah dipakai petugas lain', detail: 'Pakai nomor lain.' },
    en: { title: 'Another operator has this number', detail: 'Use another one.' },
  },
  'AUTH.MESSAGE_FORBIDDEN': {
    id: {
      title: 'Pesan ini tidak untuk peran itu',
      detail: 'Pesan {message} memerlukan izin {permission}.',
    },
    en: { title: 'Not for this role', detail: 'The message {message} needs the permission {permission}.' },
  },
} satisfies ErrorTexts;
