// configurations.texts.ts — the words of a router's configurations and of what works against Saring on it.
import type { Texts } from '../language/language';

type AlarmCode =
  | ('FASTTRACK' | 'IPV6_ON_HOTSPOT' | 'FOREIGN_BINDING' | 'FOREIGN_SCHEDULER' | 'BOOT_MARKER_DELETED')
  | ('OTHER_INSTALLATION' | 'LANE_REFUSED' | 'WRITES_REFUSED' | 'HOST_STUBBORN' | 'ROW_UNREADABLE')
  | ('BYPASSED_BY_HAND' | 'CONFIGURATION_CHANGED' | 'LINES_IN_CONFLICT');

type Key =
  | 'title'
  | 'intro'
  | 'save'
  | 'said.saved'
  | 'none'
  | 'lines'
  | 'until'
  | 'new'
  | 'acceptedBy'
  | 'accept'
  | 'said.accepted'
  | 'changes'
  | 'changes.title'
  | 'changes.none'
  | 'download'
  | 'added'
  | 'removed'
  | 'alarms'
  | 'since'
  | `ROUTER.${AlarmCode}`;

export const configurationTexts: Texts<Key> = {
  title: ['Konfigurasi', 'Configuration'],
  intro: [
    'Saring membaca konfigurasi router setiap beberapa jam dan menyimpan satu untuk setiap perubahan, tanpa kata sandi. Yang diubah orang lain terlihat di sini.',
    'Saring reads the configuration every few hours and keeps one for each change, without passwords. What others changed is seen here.',
  ],
  save: ['Baca sekarang', 'Read now'],
  'said.saved': ['Konfigurasi terbaca: {count} baris.', 'Configuration read: {count} {count|line|lines}.'],
  none: ['Belum pernah dibaca.', 'Not read yet.'],
  lines: ['{count} baris', '{count} {count|line|lines}'],
  until: ['terakhir terlihat {at}', 'last seen {at}'],
  new: ['Belum diketahui', 'Not known of'],
  acceptedBy: ['Diketahui {name}', 'Known to {name}'],
  accept: ['Saya tahu perubahan ini', 'I know of this change'],
  'said.accepted': [
    'Tercatat. Peringatannya hilang dalam semenit.',
    'Noted. Its alarm ends within a minute.',
  ],
  changes: ['Apa yang berubah', 'What changed'],
  'changes.title': ['Berubah {at}', 'Changed {at}'],
  'changes.none': ['Tidak ada baris yang berbeda.', 'No line differs.'],
  download: ['Unduh', 'Download'],
  added: ['baru', 'new'],
  removed: ['hilang', 'gone'],
  alarms: ['Yang perlu diperhatikan', 'What needs attention'],
  since: ['sejak {at}', 'since {at}'],
  'ROUTER.FASTTRACK': [
    'FastTrack menyala: byte lewat tanpa dihitung dan tanpa dibatasi.',
    'FastTrack is on: bytes pass uncounted and unlimited.',
  ],
  'ROUTER.IPV6_ON_HOTSPOT': [
    'Hotspot punya alamat IPv6: lalu lintasnya tidak terlihat hotspot.',
    'The hotspot has an IPv6 address: its traffic passes the hotspot by.',
  ],
  'ROUTER.FOREIGN_BINDING': [
    'Binding buatan lain berada di atas milik Saring dan menentukan gantinya.',
    "Somebody else's binding stands above Saring's and decides in its place.",
  ],
  'ROUTER.FOREIGN_SCHEDULER': [
    'Penjadwal lain menghapus host atau binding: pemakaian bisa hilang.',
    'Another scheduler removes hosts or bindings: usage can be lost.',
  ],
  'ROUTER.BOOT_MARKER_DELETED': [
    'Daftar saring-boot dikosongkan seseorang. Biarkan daftar itu.',
    'Somebody emptied the list saring-boot. Leave it alone.',
  ],
  'ROUTER.OTHER_INSTALLATION': [
    'Saring lain juga mengelola router ini. Hapus router dari salah satunya.',
    'Another Saring manages this router, too. Remove the router from one of them.',
  ],
  'ROUTER.LANE_REFUSED': [
    'Router menolak antrean kecepatan: semua di dalamnya berjalan penuh.',
    'The router refuses a speed lane: everybody in it runs at full speed.',
  ],
  'ROUTER.WRITES_REFUSED': ['Router menolak perintah Saring.', 'The router refuses commands of Saring.'],
  'ROUTER.HOST_STUBBORN': [
    'Perangkat tidak mengikuti binding-nya; mungkin binding lain menutupinya.',
    'Devices do not follow their binding; another one may cover them.',
  ],
  'ROUTER.ROW_UNREADABLE': [
    'Sebagian baris host tidak terbaca dan tidak dihitung.',
    'Some host rows cannot be read and are not metered.',
  ],
  'ROUTER.BYPASSED_BY_HAND': [
    'Ada perangkat yang diloloskan manual: pemakaiannya tidak ditagih ke siapa pun.',
    'Devices are let through by hand: their usage is charged to nobody.',
  ],
  'ROUTER.CONFIGURATION_CHANGED': [
    'Konfigurasi router diubah orang. Lihat tab Konfigurasi.',
    'Somebody changed the configuration of the router. See the tab Configuration.',
  ],
  'ROUTER.LINES_IN_CONFLICT': [
    'Ada secret PPPoE yang bentrok atau diubah orang. Lihat tab Jalur PPPoE.',
    'PPPoE secrets are in conflict or were changed by somebody. See the tab PPPoE lines.',
  ],
};

const isKnown = (code: string): code is `ROUTER.${AlarmCode}` => code in configurationTexts;

/** Undefined: a newer gateway's alarm, which is shown as it is. */
export const alarmKey = (code: string): `ROUTER.${AlarmCode}` | undefined =>
  isKnown(code) ? code : undefined;
