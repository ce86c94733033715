// router-fault.texts.ts — why a router cannot be reached or used, and what to do about it.
import type { Texts } from '../language/language';

type Fault =
  | ('unreachable' | 'timeout' | 'tls_refused' | 'certificate_changed' | 'login_refused')
  | ('policy_missing' | 'command_refused' | 'unreadable' | 'other_router' | 'duplicate');

export const routerFaultTexts: Texts<Fault> = {
  unreachable: [
    'Router tidak dapat dicapai. Periksa alamat dan port-nya, kabel atau terowongannya, dan layanan api-ssl (/ip service).',
    'The router cannot be reached. Check its address and port, the cable or tunnel, and the service api-ssl (/ip service).',
  ],
  timeout: [
    'Router tidak menjawab tepat waktu. Mungkin terlalu sibuk, atau jalurnya terlalu lambat.',
    'The router gave no answer in time. It may be too busy, or the way to it too slow.',
  ],
  tls_refused: [
    'Sambungan TLS ditolak. Beri api-ssl sertifikat, atau tempel baris penyiapan sekali lagi.',
    'TLS was refused. Give api-ssl a certificate, or paste the line of adding the router once more.',
  ],
  certificate_changed: [
    'Router menunjukkan sertifikat lain dari sebelumnya. Kalau Anda menggantinya sendiri, simpan router sekali lagi dengan kata sandinya.',
    'The router shows another certificate than before. If you changed it yourself, save the router once more with its password.',
  ],
  login_refused: [
    'Nama pengguna atau kata sandi salah, atau pengguna hanya boleh masuk dari alamat lain (/user).',
    'The user name or password is wrong, or the user may enter from another address only (/user).',
  ],
  policy_missing: [
    'Pengguna tidak punya izin yang cukup. Grup-nya perlu api, read, write, test (/user group).',
    'The user may not do enough. Its group needs api, read, write, test (/user group).',
  ],
  command_refused: ['Router menolak sebuah perintah.', 'The router refused a command.'],
  unreadable: [
    'Jawabannya bukan jawaban RouterOS. Periksa apakah port itu benar milik API.',
    'Its answer is none of RouterOS. Check whether the port is that of the API.',
  ],
  other_router: [
    'Router lain menjawab di alamat itu (nomor serinya beda). Ubah alamatnya, atau tambahkan sebagai router baru.',
    'Another router answers at this address (its serial number differs). Change the address, or add it as a new router.',
  ],
  duplicate: [
    'Router ini sudah terdaftar dengan nama lain. Hapus salah satunya.',
    'This router is known under another name already. Remove one of both.',
  ],
};
