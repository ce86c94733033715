// provisioning.texts.ts — the words of readying a router for a hotspot.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'interface'
  | 'address'
  | 'address.hint'
  | 'mostConnections'
  | 'mostConnections.hint'
  | 'plan'
  | 'plan.nothing'
  | 'plan.title'
  | 'run'
  | 'copy'
  | 'copied'
  | 'said.done'
  | 'said.partly'
  | 'said.undone'
  | 'said.left'
  | 'undo'
  | 'undo.title'
  | 'undo.text'
  | 'history'
  | 'by'
  | `state.${'begun' | 'done' | 'partly' | 'undone'}`
  | `part.${'address' | 'pool' | 'dhcp_server' | 'dhcp_network' | 'dns' | 'profile'}`
  | `part.${'hotspot' | 'nat' | 'fasttrack' | 'ipv6' | 'connections'}`
  | `fault.${'network_invalid' | 'interface_unknown' | 'interface_is_bridge_port' | 'network_taken'}`
  | `fault.${'pages_missing' | 'device_mode_forbids_hotspot'}`;

export const provisioningTexts: Texts<Key> = {
  title: ['Siapkan hotspot', 'Ready for a hotspot'],
  intro: [
    'Pilih antarmuka pelanggan. Saring membaca router, menunjukkan perintah yang kurang, dan baru menjalankannya setelah Anda setuju. Yang sudah ada tidak diubah.',
    'Choose the interface that clients are on. Saring reads the router, shows the commands that it lacks, and sends them once you agree. What is there stays as it is.',
  ],
  interface: ['Antarmuka pelanggan', 'Interface of the clients'],
  address: ['Alamat router di sana', "The router's address there"],
  'address.hint': ['Misalnya 10.5.50.1/24', 'For example 10.5.50.1/24'],
  mostConnections: ['Koneksi TCP per perangkat', 'TCP connections a device'],
  'mostConnections.hint': ['0: tanpa batas', '0: any number'],
  plan: ['Tunjukkan perintah', 'Show the commands'],
  'plan.nothing': ['Router sudah siap: tidak ada yang kurang.', 'The router is ready: it lacks nothing.'],
  'plan.title': ['{count} perintah', '{count} {count|command|commands}'],
  run: ['Jalankan perintah ini', 'Send these commands'],
  copy: ['Salin sebagai skrip', 'Copy as a script'],
  copied: ['Tersalin', 'Copied'],
  'said.done': [
    'Router siap: {count} perintah dijalankan.',
    'The router is ready: {count} {count|command|commands} sent.',
  ],
  'said.partly': [
    'Berhenti setelah {count} perintah. Kata router: {refusal}',
    'Stopped after {count} {count|command|commands}. The router said: {refusal}',
  ],
  'said.undone': ['Dibatalkan: router seperti sebelumnya.', 'Undone: the router is as it was.'],
  'said.left': ['Belum semua dapat dibatalkan: {left}', 'Not everything could be undone: {left}'],
  undo: ['Batalkan', 'Undo'],
  'undo.title': ['Batalkan penyiapan ini?', 'Undo this?'],
  'undo.text': [
    'Yang dibuat akan dihapus dan yang diubah dikembalikan. Pelanggan di antarmuka itu terputus.',
    'What was made is removed, what was changed is set back. Clients on that interface lose their connection.',
  ],
  history: ['Yang pernah dijalankan', 'What was done'],
  by: ['{count} perintah oleh {actor}', '{count} {count|command|commands} by {actor}'],
  'state.begun': ['belum diketahui hasilnya', 'its end is not known'],
  'state.done': ['selesai', 'done'],
  'state.partly': ['sebagian', 'partly'],
  'state.undone': ['dibatalkan', 'undone'],
  'part.address': ['Alamat', 'Address'],
  'part.pool': ['Kumpulan alamat', 'Address pool'],
  'part.dhcp_server': ['Server DHCP', 'DHCP server'],
  'part.dhcp_network': ['Jaringan DHCP', 'DHCP network'],
  'part.dns': ['DNS', 'DNS'],
  'part.profile': ['Profil hotspot', 'Hotspot profile'],
  'part.hotspot': ['Hotspot', 'Hotspot'],
  'part.nat': ['Jalan ke internet', 'Way to the internet'],
  'part.fasttrack': [
    'FastTrack dimatikan: byte-nya tidak terhitung',
    'FastTrack off: its bytes are not counted',
  ],
  'part.ipv6': ['IPv6 dimatikan: hotspot hanya melihat IPv4', 'IPv6 off: a hotspot sees IPv4 only'],
  'part.connections': ['Batas koneksi', 'Limit of connections'],
  'fault.network_invalid': [
    'Alamat itu bukan jaringan pribadi /16 sampai /29, atau bukan alamat perangkat di dalamnya.',
    'This is no private network from /16 to /29, or no address of a device in it.',
  ],
  'fault.interface_unknown': ['Router tidak punya antarmuka itu.', 'The router has no such interface.'],
  'fault.interface_is_bridge_port': [
    'Antarmuka itu bagian dari sebuah bridge. Pilih bridge-nya.',
    'This interface is a port of a bridge. Choose the bridge.',
  ],
  'fault.network_taken': [
    'Antarmuka lain sudah memakai jaringan itu.',
    'Another interface has this network already.',
  ],
  'fault.pages_missing': [
    'Halaman hotspot belum ada di router. Setelah ini, tempelkan sekali lagi baris penyiapan (tambah router).',
    'The hotspot pages are not on the router yet. Paste the line of adding a router once more after this.',
  ],
  'fault.device_mode_forbids_hotspot': [
    'Device-mode melarang hotspot. Jalankan /system device-mode update mode=advanced, lalu tekan tombol reset.',
    'Device-mode forbids the hotspot. Run /system device-mode update mode=advanced, then press the reset button.',
  ],
};
