import type { Texts } from '../language/language';

type Key =
  | 'tab.overview'
  | 'tab.statement'
  | 'tab.devices'
  | 'tab.orders'
  | 'tab.debts'
  | 'tab.bills'
  | 'tab.lines'
  | 'tab.messages'
  | 'left'
  | 'used'
  | 'granted'
  | 'debt'
  | 'held'
  | 'endsAt'
  | 'endsNever'
  | ('hours.open' | 'hours.closed')
  | 'endsUsed'
  | 'endsAfterUse'
  | 'grants'
  | 'grants.none'
  | 'grant.revoke'
  | 'grant.unlimited'
  | ('grant.hours' | 'grant.hours.help')
  | 'grant.of'
  | 'access.applied'
  | 'access.pending'
  | 'role'
  | 'site'
  | 'since'
  | 'act.sell'
  | 'act.grant'
  | 'act.approve'
  | 'act.reject'
  | 'act.block'
  | 'act.unblock'
  | 'act.more'
  | 'act.extend'
  | 'act.audit'
  | 'extend.hint'
  | 'extend.days'
  | 'said.extended'
  | 'act.reset'
  | 'said.approved'
  | 'said.rejected'
  | 'said.blocked'
  | 'said.unblocked'
  | 'said.granted'
  | 'said.reset'
  | 'said.sold'
  | 'grant.title'
  | 'sell.title'
  | 'sell.package'
  | 'sell.method'
  | 'sell.cash'
  | 'sell.transfer'
  | 'sell.card'
  | 'sell.paid'
  | 'sell.following'
  | 'sell.accessUnknown'
  | 'sell.notOpen'
  | 'sell.exact'
  | 'sell.sums'
  | 'sell.change'
  | 'sell.missing'
  | 'sell.meant'
  | 'sell.meant.hint'
  | 'sell.package.choose'
  | 'debts.gone'
  | 'approve.following'
  | 'sell.done'
  | 'sell.message'
  | 'sell.noMessage'
  | 'sell.submit'
  | 'sell.drawerClosed'
  | 'sell.openDrawer'
  | 'devices.none'
  | 'devices.online'
  | 'devices.offline'
  | 'devices.remove'
  | 'devices.removed'
  | 'devices.limit'
  | 'devices.add'
  | 'devices.added'
  | 'devices.label'
  | 'devices.replaces'
  | 'act.phone'
  | 'act.delete'
  | 'phone.new'
  | 'said.phone'
  | 'orders.none'
  | 'debts.none'
  | 'debts.due'
  | 'debts.settle'
  | 'debts.which'
  | 'debts.all'
  | 'debts.withAuto'
  | 'debts.settleOne'
  | 'debts.add'
  | 'debts.added'
  | 'debts.price'
  | 'debts.dueAt'
  | 'debts.dueHint'
  | 'debts.total'
  | 'said.settled'
  | 'act.bill'
  | 'said.soldWaiting'
  | 'said.settledWaiting'
  | 'statement.none'
  | 'source.purchase'
  | 'source.voucher'
  | 'source.bonus'
  | 'source.operator'
  | 'source.komandan'
  | 'source.debt'
  | 'source.free'
  | 'cause.grant'
  | 'cause.revocation'
  | 'cause.extension'
  | 'cause.family'
  | 'cause.expiry'
  | 'cause.debt'
  | 'cause.settlement'
  | 'cause.correction'
  | 'cause.reset'
  | 'cause.held'
  | 'cause.status'
  | 'cause.usage'
  | 'reset.keep'
  | 'tab.usage'
  | 'usage.table'
  | 'usage.day'
  | 'usage.down'
  | 'usage.up'
  | 'usage.span'
  | 'usage.days'
  | 'usage.none'
  | 'usage.total'
  | 'usage.chart'
  | 'fields.name'
  | 'fields.text'
  | 'fields.remove'
  | 'fields.add'
  | 'act.edit'
  | 'field.name'
  | 'field.address'
  | 'field.room'
  | 'field.note'
  | 'said.edited'
  | 'statement.at'
  | 'statement.at.hint'
  | 'statement.then'
  | 'statement.nothingThen'
  | 'statement.now';

export const personTexts: Texts<Key> = {
  'tab.overview': ['Ringkasan', 'Overview'],
  'tab.usage': ['Pemakaian', 'Usage'],
  'usage.table': ['Pemakaian per hari', 'Usage by day'],
  'usage.day': ['Hari', 'Day'],
  'usage.down': ['Unduh', 'Down'],
  'usage.up': ['Unggah', 'Up'],
  'usage.span': ['Rentang', 'Span'],
  'usage.days': ['{count} hari', '{count} {count|day|days}'],
  'usage.none': ['Tidak ada pemakaian pada rentang ini.', 'Nothing was used in this span.'],
  'usage.total': ['{bytes} dalam {count} hari', '{bytes} in {count} {count|day|days}'],
  'usage.chart': [
    'Grafik pemakaian per hari; angkanya ada di tabel di bawah',
    'Chart of usage by day; the table below has the figures',
  ],
  'fields.name': ['Nama isian', 'Name of the field'],
  'fields.text': ['Isi', 'Text'],
  'fields.remove': ['Kosongkan {name}', 'Empty {name}'],
  'fields.add': ['Tambah isian', 'Add a field'],
  'act.edit': ['Ubah data', 'Edit'],
  'field.name': ['Nama', 'Name'],
  'field.address': ['Alamat', 'Address'],
  'field.room': ['Kamar', 'Room'],
  'field.note': ['Catatan', 'Note'],
  'said.edited': ['Data disimpan.', 'The data is saved.'],
  'statement.at': ['Keadaan pada waktu', 'As it stood at'],
  'statement.at.hint': ['Menurut jam perangkat ini', 'By the clock of this device'],
  'statement.then': [
    'Sisa {bytes} setelah mutasi terakhir pada {at}',
    '{bytes} left after the last change at {at}',
  ],
  'statement.nothingThen': ['Belum ada mutasi sampai waktu itu.', 'There was no change until then.'],
  'statement.now': ['Kembali ke sekarang', 'Back to now'],
  'tab.statement': ['Mutasi', 'Statement'],
  'tab.devices': ['Perangkat', 'Devices'],
  'tab.orders': ['Pesanan', 'Orders'],
  'tab.debts': ['Tunggakan', 'Debts'],
  'tab.bills': ['Langganan', 'Subscriptions'],
  'tab.lines': ['Jalur PPPoE', 'PPPoE lines'],
  'tab.messages': ['Pesan', 'Messages'],
  left: ['Sisa kuota', 'Quota left'],
  used: ['Terpakai', 'Used'],
  granted: ['Diberikan', 'Granted'],
  debt: ['Tunggakan', 'Debt'],
  held: ['Ditahan', 'Held'],
  endsAt: ['sampai {at}', 'until {at}'],
  'hours.open': ['Setiap hari {hours}, sekarang terbuka', 'Every day {hours}, open now'],
  'hours.closed': ['Setiap hari {hours}, sekarang tertutup', 'Every day {hours}, closed now'],
  endsNever: ['tanpa batas waktu', 'without an end'],
  endsUsed: ['sampai habis dipakai', 'until it is used up'],
  endsAfterUse: ['{time} sejak pertama dipakai', '{time} from first use'],
  grants: ['Kuota yang dimiliki', 'Grants'],
  'grants.none': ['Belum ada kuota.', 'No quota yet.'],
  'grant.revoke': ['Tarik kembali', 'Take back'],
  'grant.unlimited': ['Tanpa batas', 'Unlimited'],
  'grant.hours': ['Lama pakai (jam)', 'Time of use (hours)'],
  'grant.hours.help': [
    '0: tidak dihitung. Berjalan hanya saat dipakai.',
    '0: not counted. Runs only while in use.',
  ],
  'grant.of': ['{left} dari {size}', '{left} of {size}'],
  'access.applied': ['Router sudah mengikuti.', 'The routers have followed.'],
  'access.pending': ['Menunggu {count} router…', 'Waiting for {count} {count|router|routers}…'],
  role: ['Peran', 'Role'],
  site: ['Lokasi', 'Site'],
  since: ['Sejak', 'Since'],
  'act.sell': ['Jual paket', 'Sell a package'],
  'act.grant': ['Beri kuota', 'Give quota'],
  'act.approve': ['Setujui', 'Approve'],
  'act.reject': ['Tolak', 'Reject'],
  'act.block': ['Blokir', 'Block'],
  'act.unblock': ['Buka blokir', 'Unblock'],
  'act.more': ['Tindakan lain', 'More actions'],
  'act.extend': ['Perpanjang masa aktif', 'Extend the expiry'],
  'act.audit': ['Catatan tindakan', 'Audit log'],
  'extend.hint': [
    'Semua kuota yang masih berlaku berakhir lebih lambat.',
    'Every grant that still runs ends later.',
  ],
  'extend.days': ['Tambahan hari', 'Days more'],
  'said.extended': ['Diperpanjang {days} hari.', 'Extended by {days} {days|day|days}.'],
  'act.reset': ['Atur ulang kuota', 'Reset the quota'],
  'said.approved': ['Disetujui. Orangnya diberi tahu.', 'Approved. The person is told.'],
  'said.rejected': ['Ditolak. Orangnya diberi tahu.', 'Rejected. The person is told.'],
  'said.blocked': ['Diblokir.', 'Blocked.'],
  'said.unblocked': ['Blokir dibuka.', 'Unblocked.'],
  'said.granted': ['Kuota diberikan.', 'Quota given.'],
  'said.reset': ['Kuota diatur ulang.', 'The quota was reset.'],
  'said.sold': ['Terjual: {invoice}. Kuota sudah diberikan.', 'Sold: {invoice}. The quota is given.'],
  'grant.title': ['Beri kuota', 'Give quota'],
  'sell.title': ['Jual paket', 'Sell a package'],
  'sell.package': ['Paket', 'Package'],
  'sell.method': ['Cara bayar', 'Paid by'],
  'sell.cash': ['Tunai', 'Cash'],
  'sell.transfer': ['Transfer', 'Transfer'],
  'sell.card': ['Kartu', 'Card'],
  'sell.paid': ['Dibayar (Rp)', 'Paid (Rp)'],
  'sell.meant': ['Benar, {paid} yang diterima', 'Yes, {paid} was taken'],
  'sell.meant.hint': [
    'Kembaliannya besar untuk harga {price}. Periksa jumlahnya dulu.',
    'That is much change for a price of {price}. Check the amount first.',
  ],
  'sell.package.choose': ['Pilih paketnya.', 'Choose the package.'],
  'debts.gone': [
    'Tunggakan ini sudah lunas: mungkin rekan Anda menerima uangnya. Tidak ada lagi yang harus dibayar untuk ini.',
    'This debt is settled already: a colleague may have taken the money. Nothing is left to pay for it.',
  ],
  'approve.following': ['Memeriksa aksesnya…', 'Looking at their access…'],
  'sell.missing': ['Kurang {amount}', '{amount} short'],
  'sell.done': ['Selesai', 'Done'],
  'sell.message': ['Kuitansi lewat WhatsApp: {state}', 'Receipt by WhatsApp: {state}'],
  'sell.noMessage': ['Kuitansi lewat WhatsApp: sedang disiapkan', 'Receipt by WhatsApp: being made'],
  'sell.following': ['Menunggu router membuka aksesnya…', 'Waiting for the router to open access…'],
  'sell.accessUnknown': [
    'Sampai pukul {at} belum diketahui apakah aksesnya terbuka.',
    'As of {at} it is not known whether access is open.',
  ],
  'sell.notOpen': [
    'Sampai pukul {at} aksesnya belum terbuka. {cause}',
    'As of {at} access is not open. {cause}',
  ],
  'sell.exact': ['Uang pas', 'Exact'],
  'sell.sums': ['Uang yang diterima', 'Money taken'],
  'sell.change': ['Kembalian {change}', 'Change {change}'],
  'sell.submit': ['Jual', 'Sell'],
  'sell.drawerClosed': [
    'Laci kas Anda tertutup. Buka dulu untuk menerima tunai.',
    'Your cash drawer is closed. Open it to take cash.',
  ],
  'sell.openDrawer': ['Buka laci (Rp 0)', 'Open the drawer (Rp 0)'],
  'devices.none': ['Belum ada perangkat.', 'No devices yet.'],
  'devices.online': ['Di jaringan', 'On the network'],
  'devices.offline': ['Terakhir {at}', 'Last seen {at}'],
  'devices.remove': ['Hapus', 'Remove'],
  'devices.removed': ['Perangkat dihapus.', 'The device was removed.'],
  'devices.limit': ['Paling banyak {limit} perangkat.', 'At most {limit} devices.'],
  'devices.add': ['Tambah perangkat', 'Add a device'],
  'devices.added': ['Perangkat ditambahkan.', 'The device is added.'],
  'devices.label': ['Nama perangkat', 'Name of the device'],
  'devices.replaces': [
    'Semua jatah terpakai. Ganti yang mana?',
    'All places are taken. Which one gives way?',
  ],
  'act.phone': ['Ganti nomor HP', 'Change the phone number'],
  'act.delete': ['Hapus orang ini', 'Delete this person'],
  'phone.new': ['Nomor baru', 'New number'],
  'said.phone': ['Nomor diganti. Kedua nomor diberi tahu.', 'The number is changed. Both numbers are told.'],
  'orders.none': ['Belum ada pesanan.', 'No orders yet.'],
  'debts.none': ['Tidak ada tunggakan.', 'No debts.'],
  'debts.due': ['jatuh tempo {at}', 'due {at}'],
  'debts.settle': ['Terima pelunasan', 'Take a settlement'],
  'debts.which': ['Yang dilunasi', 'What is settled'],
  'debts.all': ['Semua tunggakan', 'All debts'],
  'debts.withAuto': [
    'Termasuk {bytes} pemakaian lebih: {amount}.',
    'With {bytes} of usage beyond the quota: {amount}.',
  ],
  'debts.settleOne': ['Lunasi', 'Settle'],
  'debts.add': ['Beri pinjaman kuota', 'Give quota on credit'],
  'debts.added': ['Pinjaman tercatat, kuotanya sudah masuk.', 'The debt is recorded, its quota is given.'],
  'debts.price': ['Harga (Rp)', 'Price (Rp)'],
  'debts.dueAt': ['Jatuh tempo', 'Due date'],
  'debts.dueHint': ['Kosong: akhir bulan ini.', 'Empty: the end of this month.'],
  'debts.total': ['Untuk melunasi semua: {amount}', 'To settle all: {amount}'],
  'act.bill': ['Kirim tagihan', 'Send a bill'],
  'said.soldWaiting': ['Uang untuk {invoice} tercatat.', 'The money for {invoice} is recorded.'],
  'said.settledWaiting': ['Uang untuk {invoice} tercatat.', 'The money for {invoice} is recorded.'],
  'said.settled': ['Lunas: {invoice}.', 'Settled: {invoice}.'],
  'statement.none': ['Belum ada mutasi.', 'Nothing has changed yet.'],
  'source.purchase': ['Pembelian', 'Purchase'],
  'source.voucher': ['Voucher', 'Voucher'],
  'source.bonus': ['Bonus', 'Bonus'],
  'source.operator': ['Dari operator', 'From an operator'],
  'source.komandan': ['Komandan', 'Komandan'],
  'source.debt': ['Pinjaman', 'Debt'],
  'source.free': ['Gratis harian', 'Free of the day'],
  'cause.grant': ['Kuota masuk', 'Quota in'],
  'cause.revocation': ['Ditarik kembali', 'Taken back'],
  'cause.family': ['Keluarga', 'Family'],
  'cause.extension': ['Diperpanjang', 'Extended'],
  'cause.expiry': ['Masa aktif habis', 'Expired'],
  'cause.debt': ['Pinjaman', 'Debt'],
  'cause.settlement': ['Pelunasan', 'Settlement'],
  'cause.correction': ['Koreksi', 'Correction'],
  'cause.reset': ['Diatur ulang', 'Reset'],
  'cause.held': ['Pemakaian ditahan', 'Held usage'],
  'cause.status': ['Status', 'Status'],
  'cause.usage': ['Pemakaian', 'Usage'],
  'reset.keep': ['Isi penuh kuota yang masih berlaku', 'Refill the grants that are still good'],
};
