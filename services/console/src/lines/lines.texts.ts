import type { Texts } from '../language/language';

type Standing =
  | 'online'
  | 'offline'
  | 'other_session'
  | 'waiting'
  | 'unreachable'
  | 'name_taken'
  | 'profile_taken'
  | 'profile_missing'
  | 'pool_missing';
type Key =
  | 'title'
  | 'none'
  | 'none.router'
  | 'none.found'
  | 'search'
  | 'create'
  | 'create.title'
  | 'said.created'
  | 'change'
  | 'change.title'
  | 'said.changed'
  | 'router'
  | 'username'
  | 'username.hint'
  | 'password'
  | 'password.hint'
  | 'password.change'
  | 'password.show'
  | 'password.recorded'
  | 'up'
  | 'down'
  | 'speed.hint'
  | 'pool'
  | 'pool.hint'
  | 'address'
  | 'address.hint'
  | 'callerId'
  | 'callerId.hint'
  | 'unlimited'
  | 'speed'
  | 'keptProfile'
  | 'since'
  | 'select'
  | 'select.hint'
  | 'paidBy'
  | 'byHand'
  | 'forBill'
  | 'forQuota'
  | 'slowed'
  | 'suspend'
  | 'suspend.title'
  | 'said.suspended'
  | 'restore'
  | 'said.restored'
  | 'disable'
  | 'disable.title'
  | 'said.disabled'
  | 'remove'
  | 'remove.title'
  | 'said.removed'
  | 'acts'
  | 'line'
  | 'person'
  | 'nameless'
  | 'state'
  | 'candidates'
  | 'candidates.caption'
  | 'candidates.none'
  | 'profile'
  | 'caller'
  | 'comment'
  | 'adopt'
  | 'adopt.title'
  | 'adopt.hint'
  | 'adopt.person'
  | 'adopt.search'
  | 'adopt.subscription'
  | 'adopt.package'
  | 'adopt.price'
  | 'adopt.startsOn'
  | 'adopt.startsOnHint'
  | 'adopt.both'
  | 'said.adoptedPaid'
  | 'candidate.package'
  | 'said.adopted'
  | `state.${'active' | 'suspended' | 'disabled' | 'removed'}`
  | `standing.${Standing}`;

export const lineTexts: Texts<Key> = {
  title: ['Jalur PPPoE', 'PPPoE lines'],
  none: ['Belum ada jalur PPPoE.', 'No PPPoE line yet.'],
  'none.found': ['Tidak ada jalur yang cocok.', 'No line matches.'],
  search: ['Cari nama jalur atau alamat tetap', 'Find a line by its name or fixed address'],
  'none.router': ['Belum ada jalur PPPoE di router ini.', 'No PPPoE line on this router yet.'],
  create: ['Buat jalur', 'Make a line'],
  'create.title': ['Buat jalur PPPoE', 'Make a PPPoE line'],
  'said.created': ['Jalur {username} dibuat.', 'Line {username} is made.'],
  change: ['Ubah', 'Change'],
  'change.title': ['Ubah jalur {username}', 'Change line {username}'],
  'said.changed': ['Jalur {username} diubah.', 'Line {username} is changed.'],
  router: ['Router', 'Router'],
  username: ['Nama pengguna', 'User name'],
  'username.hint': ['Misalnya rumah-0001', 'For example house-0001'],
  password: ['Sandi', 'Password'],
  'password.hint': ['Kosong: dibuatkan sandi kuat', 'Empty: a strong one is made'],
  'password.change': ['Kosong: tetap', 'Empty: it stays'],
  'password.show': ['Lihat sandi', 'Show password'],
  'password.recorded': [
    'Sandi {username}. Melihatnya dicatat.',
    'Password of {username}. The look is recorded.',
  ],
  up: ['Unggah (kbps)', 'Upload (kbps)'],
  down: ['Unduh (kbps)', 'Download (kbps)'],
  'speed.hint': ['0: tanpa batas', '0: no limit'],
  pool: ['Pool alamat', 'Address pool'],
  'pool.hint': [
    'Nama pool di router; kosong bila alamat tetap',
    'Its name on the router; empty for a fixed address',
  ],
  address: ['Alamat tetap', 'Fixed address'],
  'address.hint': ['Kosong: alamat dari pool', 'Empty: one of the pool'],
  callerId: ['Kunci MAC', 'MAC lock'],
  'callerId.hint': ['Hanya modem ini; kosong: modem apa pun', 'This modem only; empty: any'],
  unlimited: ['Tanpa batas kecepatan', 'No speed limit'],
  speed: ['{down} unduh, {up} unggah', '{down} down, {up} up'],
  keptProfile: ['Profil router {profile}', 'Profile {profile} of the router'],
  since: ['{address} sejak {at}', '{address} since {at}'],
  select: ['Jalur PPPoE', 'PPPoE line'],
  'select.hint': [
    'Diisolir bila tagihannya lewat tenggang, pulih begitu dibayar. Kosong: kuota hotspot.',
    'Suspended while a bill is past its grace, back once it is paid. Empty: hotspot quota.',
  ],
  paidBy: ['Langganan {name}', 'Subscription {name}'],
  byHand: ['oleh operator', 'by an operator'],
  forBill: ['tagihan belum dibayar', 'a bill is not paid'],
  forQuota: ['kuota habis', 'its quota is used up'],
  slowed: ['Kecepatan diturunkan: kuota habis', 'Slowed: its quota is used up'],
  suspend: ['Isolir', 'Suspend'],
  'suspend.title': ['Isolir jalur {username}', 'Suspend line {username}'],
  'said.suspended': ['Jalur {username} diisolir.', 'Line {username} is suspended.'],
  restore: ['Pulihkan', 'Restore'],
  'said.restored': ['Jalur {username} dipulihkan.', 'Line {username} is restored.'],
  disable: ['Matikan', 'Disable'],
  'disable.title': ['Matikan jalur {username}', 'Disable line {username}'],
  'said.disabled': ['Jalur {username} dimatikan.', 'Line {username} is disabled.'],
  remove: ['Hapus', 'Remove'],
  'remove.title': ['Hapus jalur {username}', 'Remove line {username}'],
  'said.removed': ['Jalur {username} dihapus.', 'Line {username} is removed.'],
  acts: ['Tindakan', 'Actions'],
  line: ['Jalur', 'Line'],
  person: ['Pelanggan', 'Subscriber'],
  nameless: ['Tanpa nama', 'No name'],
  state: ['Keadaan', 'State'],
  candidates: ['Secret yang belum menjadi jalur', 'Secrets that are no line yet'],
  'candidates.caption': [
    'Ada di router tetapi bukan buatan Saring. Mengambil alih hanya mengubah komentarnya; sambungan tidak terputus.',
    'They are on the router and not by Saring. Taking one over changes its comment alone; nobody is cut off.',
  ],
  'candidates.none': ['Tidak ada secret lain di router ini.', 'There is no other secret on this router.'],
  profile: ['Profil', 'Profile'],
  caller: ['Modem terakhir', 'Last modem'],
  comment: ['Komentar', 'Comment'],
  adopt: ['Ambil alih', 'Take over'],
  'adopt.title': ['Ambil alih {username}', 'Take over {username}'],
  'adopt.hint': ['Milik siapa jalur ini?', 'Whose line is it?'],
  'adopt.person': ['Pelanggan', 'Subscriber'],
  'adopt.search': ['Nama atau nomor', 'Name or number'],
  'adopt.subscription': ['Mulai langganannya sekalian', 'Begin its subscription, too'],
  'adopt.package': ['Paket', 'Package'],
  'adopt.price': ['Harga sebulan', 'Price a month'],
  'adopt.startsOn': ['Mulai tanggal', 'From'],
  'adopt.startsOnHint': [
    'Kosong: hari ini. Pelanggan yang sudah membayar bulan ini mulai bulan depan.',
    'Empty: today. Who has paid for this month begins with the next.',
  ],
  'adopt.both': ['Ambil alih dan mulai langganan', 'Take over and begin'],
  'said.adoptedPaid': [
    '{username} kini jalur pelanggan ini, dan langganannya dimulai.',
    '{username} is this subscriber’s line now, and its subscription begins.',
  ],
  'candidate.package': ['Paket {name}', 'Package {name}'],
  'said.adopted': ['{username} kini jalur pelanggan ini.', '{username} is this subscriber’s line now.'],
  'state.active': ['Aktif', 'Active'],
  'state.suspended': ['Diisolir', 'Suspended'],
  'state.disabled': ['Mati', 'Disabled'],
  'state.removed': ['Dihapus', 'Removed'],
  'standing.online': ['Tersambung', 'Online'],
  'standing.offline': ['Tidak tersambung', 'Offline'],
  'standing.other_session': ['Sesi lama masih berjalan', 'An old session still runs'],
  'standing.waiting': ['Menunggu router', 'Waiting for the router'],
  'standing.unreachable': ['Router tidak terjangkau', 'Router out of reach'],
  'standing.name_taken': [
    'Nama dipakai secret orang lain di router; tidak ditimpa',
    'Its name is another’s secret on the router; not overwritten',
  ],
  'standing.profile_taken': [
    'Nama profil dipakai profil orang lain di router',
    'Its profile’s name is another’s profile on the router',
  ],
  'standing.profile_missing': ['Profil asalnya hilang dari router', 'Its profile is gone from the router'],
  'standing.pool_missing': ['Pool tidak ada di router', 'Its pool is not on the router'],
};
