import type { Texts } from '../language/language';

type Cause =
  | 'pending'
  | 'rejected'
  | 'disabled'
  | 'blocked'
  | 'debt'
  | 'bill'
  | 'paid_not_given'
  | 'payment_open'
  | 'never_bought'
  | 'expired'
  | 'exhausted'
  | 'no_device'
  | 'gateway_away'
  | 'account_unknown'
  | 'status_behind'
  | 'router_away'
  | 'never_seen'
  | 'absent'
  | 'idle'
  | 'foreign_binding'
  | 'binding_missing'
  | 'binding_wrong'
  | 'host_stale'
  | 'list_wrong'
  | 'lane_wrong'
  | 'slowed'
  | 'none';
type Step = 'phone' | 'device' | 'router' | 'host' | 'binding' | 'list' | 'lane' | 'account' | 'order';
type Key =
  | 'title'
  | 'hotspot'
  | 'again'
  | 'steps'
  | 'state.right'
  | 'state.wrong'
  | 'state.unknown'
  | 'state.idle'
  | 'end.looking'
  | 'end.opened'
  | 'end.stopped'
  | 'end.silent'
  | 'someDevice'
  | 'someRouter'
  | 'said.sweep'
  | 'said.sweepLeft'
  | 'said.enabled'
  | 'said.retried'
  | 'said.rechecked'
  | 'do.approve'
  | 'do.enable'
  | 'do.unblock'
  | 'do.settle'
  | 'do.retry_order'
  | 'do.recheck_order'
  | 'do.sell'
  | 'do.add_device'
  | 'do.sweep'
  | 'do.open_router'
  | `cause.${Cause}`
  | `step.${Step}`;

export const offlineTexts: Texts<Key> = {
  title: ['Mengapa offline?', 'Why offline?'],
  hotspot: ['Hotspot', 'Hotspot'],
  again: ['Periksa lagi', 'Check again'],
  steps: ['Jalan dari HP sampai pesanan', 'The way from the phone to the order'],
  'state.right': ['Beres', 'Fine'],
  'state.wrong': ['Bermasalah', 'Wrong'],
  'state.unknown': ['Belum diketahui', 'Unknown'],
  'state.idle': ['Tidak ada', 'Nothing there'],
  'end.looking': [
    'Sudah dikerjakan. Diperiksa lagi ({look} dari {most})…',
    'Done. Looking again ({look} of {most})…',
  ],
  'end.opened': ['Akses dibuka di {router} pukul {at}.', 'Access opened on {router} at {at}.'],
  'end.stopped': [
    'Sampai pukul {at} aksesnya belum terbuka. Yang masih menghalangi:',
    'As of {at} access is not open. What still stands in the way:',
  ],
  'end.silent': [
    'Hasilnya belum diketahui: sampai pukul {at} server tidak menjawab. Sebelumnya:',
    'The end is not known: as of {at} the server does not answer. Before that:',
  ],
  someDevice: ['Perangkatnya', 'The device'],
  someRouter: ['router', 'the router'],
  'said.sweepLeft': [
    '{router} sudah diperiksa; {count} hal masih berbeda.',
    '{router} was checked; {count} {count|thing is|things are} still different.',
  ],
  'said.sweep': ['{router} sudah diperiksa dan diperbaiki.', '{router} was checked and repaired.'],
  'said.enabled': ['Pelanggan diaktifkan.', 'The subscriber is enabled.'],
  'said.retried': ['Kuota pesanan diminta lagi.', 'The quota of the order was asked for again.'],
  'said.rechecked': ['Pembayaran ditanyakan lagi.', 'The payment was asked about again.'],
  'do.approve': ['Setujui', 'Approve'],
  'do.enable': ['Aktifkan', 'Enable'],
  'do.unblock': ['Buka blokir', 'Unblock'],
  'do.settle': ['Lunasi tunggakan', 'Settle the debts'],
  'do.retry_order': ['Berikan kuotanya sekarang', 'Give the quota now'],
  'do.recheck_order': ['Tanyakan pembayarannya sekarang', 'Ask about the payment now'],
  'do.sell': ['Jual paket', 'Sell a package'],
  'do.add_device': ['Tambah perangkat', 'Add a device'],
  'do.sweep': ['Perbaiki router sekarang', 'Repair the router now'],
  'do.open_router': ['Buka halaman router', 'Open the page of the router'],
  'cause.pending': ['Pendaftarannya belum disetujui.', 'The registration is not approved yet.'],
  'cause.rejected': ['Pendaftarannya ditolak.', 'The registration was rejected.'],
  'cause.disabled': ['Pelanggan ini dinonaktifkan.', 'This subscriber is disabled.'],
  'cause.blocked': ['Diblokir: {reason}', 'Blocked: {reason}'],
  'cause.debt': ['Diblokir karena tunggakan.', 'Blocked because of debt.'],
  'cause.bill': [
    'Diisolir: tagihannya lewat tenggang (tab Langganan).',
    'Suspended: a bill is past its grace (tab Subscriptions).',
  ],
  'cause.paid_not_given': [
    'Pesanannya sudah dibayar, tetapi kuotanya belum diberikan.',
    'The order is paid, but its quota is not given yet.',
  ],
  'cause.payment_open': [
    'Kuotanya habis, dan pesanannya belum dibayar.',
    'The quota is used up, and the order is not paid yet.',
  ],
  'cause.never_bought': ['Belum pernah punya kuota.', 'There was never any quota.'],
  'cause.expired': ['Masa aktif kuotanya sudah habis.', 'The quota has expired.'],
  'cause.exhausted': ['Kuotanya habis.', 'The quota is used up.'],
  'cause.no_device': ['Belum ada perangkat yang terdaftar.', 'No device is registered.'],
  'cause.gateway_away': [
    'Layanan router tidak menjawab; coba lagi sebentar lagi.',
    'The router service does not answer; try again in a moment.',
  ],
  'cause.account_unknown': [
    'Layanan router belum mengenal akun ini; coba lagi sebentar lagi.',
    'The router service does not know this account yet; try again in a moment.',
  ],
  'cause.status_behind': [
    '{router} masih memakai status lama akun ini.',
    '{router} still holds an older status of this account.',
  ],
  'cause.router_away': ['{router} tidak terhubung.', '{router} is not connected.'],
  'cause.never_seen': [
    '{device} belum pernah terlihat di router mana pun: minta orangnya menyambung ke WiFi.',
    '{device} was never seen by any router: ask the person to join the WiFi.',
  ],
  'cause.absent': [
    '{device} tidak ada di WiFi; terakhir terlihat {at}.',
    '{device} is not on the WiFi; it was last seen {at}.',
  ],
  'cause.idle': [
    '{device} tercatat di {router} dan aksesnya terbuka, tetapi tanpa lalu lintas sejak {at}: HP-nya diam atau sudah pergi. Minta orangnya membuka satu halaman, lalu periksa lagi.',
    '{router} still shows {device} with open access, but no traffic since {at}: the phone is idle or has left. Ask the person to open a page, then check again.',
  ],
  'cause.foreign_binding': [
    'Di {router} ada ip-binding buatan orang lain yang mengalahkan binding untuk {device}.',
    'On {router} an ip-binding of somebody else overrules the one for {device}.',
  ],
  'cause.binding_missing': [
    'Di {router} tidak ada ip-binding untuk {device}.',
    'On {router} there is no ip-binding for {device}.',
  ],
  'cause.binding_wrong': [
    'Di {router} ip-binding untuk {device} keliru.',
    'On {router} the ip-binding for {device} is wrong.',
  ],
  'cause.host_stale': [
    '{router} masih memperlakukan {device} menurut binding lamanya.',
    '{router} still treats {device} by its former binding.',
  ],
  'cause.list_wrong': [
    'Di {router} alamat {device} tidak ada di daftar yang benar.',
    'On {router} the address of {device} is not in the right list.',
  ],
  'cause.lane_wrong': ['Di {router} antrean kecepatan rusak.', 'On {router} the speed queue is broken.'],
  'cause.slowed': [
    'Tersambung, tetapi diperlambat karena kuotanya hampir habis.',
    'Online, but slowed because little quota is left.',
  ],
  'cause.none': [
    'Tidak ada yang menghalangi: {device} tersambung lewat {router}.',
    'Nothing stands in the way: {device} is online through {router}.',
  ],
  'step.phone': ['Nomor dan persetujuan', 'Number and approval'],
  'step.device': ['Perangkat terdaftar', 'Registered device'],
  'step.router': ['Router menjawab', 'Router answers'],
  'step.host': ['Terlihat di WiFi', 'Seen on the WiFi'],
  'step.binding': ['Ip-binding', 'Ip-binding'],
  'step.list': ['Address-list', 'Address-list'],
  'step.lane': ['Antrean kecepatan', 'Speed queue'],
  'step.account': ['Kuota dan status', 'Quota and status'],
  'step.order': ['Pesanan yang menggantung', 'Order that waits'],
};
