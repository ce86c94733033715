// add-router.texts.ts — the words of adding a router.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'name'
  | 'host'
  | 'host.hint'
  | 'port'
  | 'port.hint'
  | 'site'
  | 'site.hint'
  | 'gatewayAddress'
  | 'gatewayAddress.hint'
  | 'next'
  | 'paste'
  | 'copy'
  | 'copied'
  | 'until'
  | 'waiting'
  | 'connected'
  | 'open'
  | 'said';

export const addRouterTexts: Texts<Key> = {
  title: ['Tambah router', 'Add a router'],
  name: ['Nama router', 'Name of the router'],
  host: ['Alamat router', 'Address of the router'],
  'host.hint': [
    'Seperti yang dicapai server ini, misalnya 192.168.88.1',
    'As this server reaches it, e.g. 192.168.88.1',
  ],
  port: ['Port API-SSL', 'Port of API-SSL'],
  'port.hint': [
    '8729, kecuali port lain diteruskan ke router',
    '8729, unless another port is forwarded to the router',
  ],
  site: ['Lokasi', 'Site'],
  'site.hint': ['Huruf kecil, angka, dan tanda hubung', 'Small letters, digits and dashes'],
  gatewayAddress: ['Alamat server ini', 'Address of this server'],
  'gatewayAddress.hint': [
    'Seperti yang dilihat router; hanya dari sini Saring boleh masuk',
    'As the router sees it; Saring may enter from here only',
  ],
  next: ['Buat baris penyiapan', 'Make the line'],
  paste: [
    'Tempel baris ini di terminal router (WinBox: New Terminal). Baris ini membuat pengguna, sertifikat, dan halaman hotspot.',
    "Paste this line into the router's terminal (WinBox: New Terminal). It makes the user, the certificate and the hotspot pages.",
  ],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
  until: ['Berlaku sampai {at}', 'Valid until {at}'],
  waiting: ['Menunggu router tersambung: {reason}', 'Waiting for the router to connect: {reason}'],
  connected: ['Router tersambung.', 'The router is connected.'],
  open: ['Buka router', 'Open the router'],
  said: ['Router ditambahkan. Tempel baris penyiapannya.', 'The router is added. Paste its line.'],
};
