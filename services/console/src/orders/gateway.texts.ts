// gateway.texts.ts — how money comes in, why the payment gateway would take no order, and what to do about it.
import type { Answer } from '../parts/answer';
import type { Texts } from '../language/language';

type State = Answer<'/api/v1/payment-gateway'>;
type Fault = NonNullable<NonNullable<State['lastTest']>['fault']>;
type Environment = NonNullable<State['environment']>;
type Key =
  | 'title'
  | 'open'
  | 'test'
  | 'again'
  | 'why'
  | 'ways'
  | 'way.gateway'
  | 'way.noGateway'
  | 'way.transfer'
  | 'way.noTransfer'
  | 'way.cash'
  | 'settings'
  | 'untested'
  | 'accepted'
  | 'accepted.more'
  | 'failed'
  | 'words';

export const gatewayTexts: Texts<Key> = {
  title: ['Uji pembayaran', 'Test payments'],
  open: ['Uji pembayaran', 'Test payments'],
  test: ['Uji kunci sekarang', 'Test the key now'],
  again: ['Uji lagi', 'Test again'],
  why: [
    'Menanyakan kepada penyedia apakah kuncinya berlaku. Tidak ada uang yang berpindah.',
    'Asks the vendor whether the key is good. No money moves.',
  ],
  ways: ['Cara bayar', 'Ways to pay'],
  'way.gateway': ['Midtrans: {environment}', 'Midtrans: {environment}'],
  'way.noGateway': ['Midtrans: belum diatur', 'Midtrans: not set up'],
  'way.transfer': ['Transfer ke rekening Anda: siap', 'Transfers to your account: ready'],
  'way.noTransfer': ['Transfer ke rekening Anda: belum diatur', 'Transfers to your account: not set up'],
  'way.cash': ['Tunai di kasir: selalu bisa', 'Cash at the counter: always'],
  settings: ['Buka setelan', 'Open the settings'],
  untested: ['Kunci ini belum diuji.', 'This key was not tested yet.'],
  accepted: ['Kunci diterima {at}.', 'The key was accepted {at}.'],
  'accepted.more': ['Pembayaran lewat Midtrans siap dipakai.', 'Payments through Midtrans are ready.'],
  failed: ['{fault}, diuji {at}.', '{fault}, tested {at}.'],
  words: ['Kata penyedia: {words}', "The vendor's words: {words}"],
};

export const environmentTexts: Texts<Environment> = {
  sandbox: ['mode uji (sandbox), uang mainan', 'sandbox, play money'],
  production: ['mode produksi, uang sungguhan', 'production, real money'],
  custom: ['alamat yang diatur sendiri', 'an address set by hand'],
};

export const gatewayFaultTexts: Texts<Fault> = {
  not_configured: ['Belum diatur', 'Not set up'],
  key_refused: ['Kunci ditolak', 'Key refused'],
  wrong_environment: ['Kunci dari mode yang lain', 'Key of the other environment'],
  unreachable: ['Penyedia tidak terjangkau', 'Vendor out of reach'],
  timed_out: ['Tidak ada jawaban pada waktunya', 'No answer in time'],
  busy: ['Penyedia sedang sibuk atau bermasalah', 'The vendor is busy or has trouble'],
  unreadable: ['Yang menjawab bukan penyedianya', 'Not the vendor answered'],
};

export const gatewayAdviceTexts: Texts<Fault> = {
  not_configured: [
    'Isi MIDTRANS_SERVER_KEY di Setelan. Tanpa Midtrans, isi MANUAL_TRANSFER_TEXT agar orang bisa transfer.',
    'Set MIDTRANS_SERVER_KEY in the settings. Without Midtrans, set MANUAL_TRANSFER_TEXT so that people can transfer.',
  ],
  key_refused: [
    'Salin lagi Server Key dari dasbor Midtrans (Settings → Access Keys) ke MIDTRANS_SERVER_KEY, utuh tanpa spasi.',
    'Copy the Server Key from the Midtrans dashboard (Settings → Access Keys) to MIDTRANS_SERVER_KEY again, whole and without spaces.',
  ],
  wrong_environment: [
    'Di dasbor Midtrans pindahkan Environment (Sandbox atau Production), lalu salin kunci dari sana; atau hapus MIDTRANS_BASE_URL.',
    'Switch the environment in the Midtrans dashboard (Sandbox or Production) and copy the key from there; or remove MIDTRANS_BASE_URL.',
  ],
  unreachable: [
    'Server ini tidak dapat menghubungi Midtrans. Periksa internet server, DNS, dan MIDTRANS_BASE_URL.',
    'This server cannot reach Midtrans. Check its internet, DNS and MIDTRANS_BASE_URL.',
  ],
  timed_out: [
    'Coba lagi sebentar lagi. Bila tetap begitu, periksa internet server atau naikkan MIDTRANS_TIMEOUT_MILLISECONDS.',
    'Try again in a moment. If it stays so, check the internet of the server or raise MIDTRANS_TIMEOUT_MILLISECONDS.',
  ],
  busy: [
    'Tunggu beberapa menit, lalu uji lagi. Keadaan Midtrans ada di status.midtrans.com.',
    'Wait some minutes and test again. How Midtrans fares is on status.midtrans.com.',
  ],
  unreadable: [
    'Periksa MIDTRANS_BASE_URL, dan apakah ada proxy atau halaman login di antara server dan internet.',
    'Check MIDTRANS_BASE_URL, and whether a proxy or a login page stands between the server and the internet.',
  ],
};
