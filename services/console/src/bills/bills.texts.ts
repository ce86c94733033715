import type { Texts } from '../language/language';

type Key =
  | 'balance'
  | 'owed'
  | 'none'
  | 'start'
  | 'start.submit'
  | 'package'
  | 'price'
  | 'price.hint'
  | 'unit'
  | 'day'
  | 'week'
  | 'month'
  | 'count'
  | 'anchor'
  | 'anchor.hint'
  | 'startsOn'
  | 'startsOn.hint'
  | 'before'
  | 'grace'
  | 'said.started'
  | 'every'
  | 'next'
  | 'ended'
  | 'end'
  | 'end.title'
  | 'said.ended'
  | 'pay'
  | 'pay.amount'
  | 'pay.hint'
  | 'pay.owes'
  | 'pay.more'
  | 'pay.nothing'
  | 'pay.method'
  | 'cash'
  | 'transfer'
  | 'card'
  | 'said.paid'
  | 'said.paidBalance'
  | 'bill'
  | 'period'
  | 'amount'
  | 'state'
  | 'acts'
  | 'paid'
  | 'given'
  | 'open'
  | 'overdue'
  | 'line'
  | 'void'
  | 'void.act'
  | 'void.title'
  | 'said.void'
  | 'due'
  | 'part.discount'
  | 'part.installation'
  | 'part.tax'
  | 'part.taxIncluded'
  | 'part.credit'
  | 'terms.postpaid'
  | 'terms.discount'
  | 'terms.endsOn'
  | 'paused'
  | 'paused.hint'
  | 'more'
  | 'more.short'
  | 'change'
  | 'change.title'
  | 'change.from'
  | 'change.credited'
  | 'change.charged'
  | 'change.after'
  | 'said.changed'
  | 'pause'
  | 'pause.title'
  | 'pause.line'
  | 'pause.quota'
  | 'said.paused'
  | 'resume'
  | 'resume.title'
  | 'resume.hint'
  | 'said.resumed'
  | 'setLine'
  | 'setLine.hint'
  | 'said.line'
  | 'end.line'
  | 'end.quota'
  | 'end.deposit'
  | 'end.voidRunning'
  | 'pause.deposit'
  | 'end.on'
  | 'end.on.hint'
  | 'said.endSet'
  | 'moreTerms'
  | 'postpaid'
  | 'discountPercent'
  | 'discountRupiah'
  | 'discountPeriods'
  | 'installation'
  | 'installation.hint'
  | 'endsOn'
  | 'endsOn.hint'
  | 'afterwards'
  | 'payOut'
  | 'payOut.amount'
  | 'payOut.hint'
  | 'payOut.method'
  | 'said.paidOut'
  | 'change.speed';

export const billTexts: Texts<Key> = {
  balance: ['Saldo {amount}', 'Balance {amount}'],
  owed: ['Belum dibayar {amount}', 'Owed {amount}'],
  none: [
    'Belum berlangganan. Mulai langganan, dan tagihannya terbit sendiri sebelum tiap masa.',
    'No subscription yet. Begin one, and its bills are issued by themselves before each period.',
  ],
  start: ['Mulai langganan', 'Begin a subscription'],
  'start.submit': ['Mulai', 'Begin'],
  package: ['Paket', 'Package'],
  price: ['Harga satu masa (Rp)', 'Price of one period (Rp)'],
  'price.hint': ['Kosong: harga paket', 'Empty: as the package costs'],
  unit: ['Masa', 'Period'],
  day: ['Hari', 'Days'],
  week: ['Minggu', 'Weeks'],
  month: ['Bulan', 'Months'],
  count: ['Berapa', 'How many'],
  anchor: ['Tanggal tagihan', 'Day of the month'],
  'anchor.hint': ['Kosong: tanggal mulai', 'Empty: that of the first day'],
  startsOn: ['Mulai', 'Begins'],
  'startsOn.hint': ['Kosong: hari ini', 'Empty: today'],
  before: ['Terbit sebelum (hari)', 'Issued before (days)'],
  grace: ['Tenggang (hari)', 'Grace (days)'],
  'said.started': ['Langganan dimulai.', 'The subscription has begun.'],
  every: ['{amount} tiap {count} {unit}', '{amount} every {count} {unit}'],
  next: ['tagihan berikutnya mulai {date}', 'next bill from {date}'],
  ended: ['berakhir', 'ended'],
  end: ['Akhiri', 'End'],
  'end.title': ['Akhiri langganan {name}', 'End the subscription {name}'],
  'said.ended': ['Langganan berakhir.', 'The subscription has ended.'],
  pay: ['Terima pembayaran', 'Take a payment'],
  'pay.amount': ['Diterima (Rp)', 'Received (Rp)'],
  'pay.hint': [
    'Tagihan terlama dibayar dulu; lebihnya menjadi saldo.',
    'The oldest bill is paid first; what is too much stays as balance.',
  ],
  'pay.owes': ['Belum dibayar semuanya {amount}.', 'All that is unpaid: {amount}.'],
  'pay.more': [
    '{amount} lebih dari yang belum dibayar: menjadi saldo.',
    '{amount} more than is unpaid: it becomes balance.',
  ],
  'pay.nothing': [
    'Tidak ada lagi yang belum dibayar: mungkin rekan Anda sudah menerimanya. Uang yang diterima sekarang menjadi saldo.',
    'Nothing is unpaid any more: a colleague may have taken it. Money taken now becomes balance.',
  ],
  'pay.method': ['Cara bayar', 'Paid by'],
  cash: ['Tunai', 'Cash'],
  transfer: ['Transfer', 'Transfer'],
  card: ['Kartu', 'Card'],
  'said.paid': ['Pembayaran diterima. Belum dibayar {owed}.', 'The payment is taken. Still owed {owed}.'],
  'said.paidBalance': ['Lunas. Saldo {balance}.', 'All is paid. Balance {balance}.'],
  bill: ['Tagihan', 'Bill'],
  period: ['Masa', 'Period'],
  amount: ['Jumlah', 'Amount'],
  state: ['Keadaan', 'State'],
  acts: ['Tindakan', 'Actions'],
  paid: ['Lunas', 'Paid'],
  given: ['Lunas, sudah diberikan', 'Paid and given'],
  overdue: ['Kurang {owed}, lewat tenggang: diisolir', '{owed} owed, past its grace: suspended'],
  line: ['Jalur', 'Line'],
  open: ['Belum dibayar {owed}', 'Owed {owed}'],
  void: ['Batal', 'Void'],
  'void.act': ['Batalkan', 'Make void'],
  'void.title': ['Batalkan tagihan {number}', 'Make bill {number} void'],
  'said.void': ['Tagihan {number} batal.', 'Bill {number} is void.'],
  due: ['bayar paling lambat {date}', 'due {date}'],
  'part.discount': ['diskon {amount}', 'discount {amount}'],
  'part.installation': ['pemasangan {amount}', 'installation {amount}'],
  'part.tax': ['PPN {percent}%: {amount}', 'tax {percent}%: {amount}'],
  'part.taxIncluded': ['termasuk PPN {percent}%: {amount}', 'with tax {percent}%: {amount}'],
  'part.credit': ['dikurangi {amount}', 'credited {amount}'],
  'terms.postpaid': ['pascabayar', 'billed afterwards'],
  'terms.discount': ['diskon {amount} sampai {date}', '{amount} off until {date}'],
  'terms.endsOn': ['berakhir {date}', 'ends {date}'],
  paused: ['Dijeda', 'Paused'],
  'paused.hint': ['tidak ditagih', 'not billed'],
  more: ['Lainnya untuk {name}', 'More for {name}'],
  'more.short': ['Lainnya', 'More'],
  change: ['Ganti paket', 'Change package'],
  'change.title': ['Ganti paket {name}', 'Change the package {name}'],
  'change.from': ['Berlaku mulai {date}', 'Holds from {date}'],
  'change.credited': ['Hari yang tidak dipakai: dikurangi {amount}', 'Days not used: credited {amount}'],
  'change.charged': ['Ditagih sekarang: {amount}', 'Billed now: {amount}'],
  'change.after': [
    'Sesudahnya belum dibayar {owed}, saldo {balance}',
    'Afterwards owed {owed}, balance {balance}',
  ],
  'said.changed': ['Paket diganti.', 'The package is changed.'],
  pause: ['Jeda', 'Pause'],
  'pause.title': ['Jeda langganan {name}', 'Pause the subscription {name}'],
  'pause.line': [
    'Mulai hari ini tidak ada tagihan dan jalurnya diisolir. Hari yang sudah ditagih tetapi tidak dipakai dikembalikan ke saldo.',
    'From today on nothing is billed and the line is suspended. Days that are billed and not used become balance.',
  ],
  'pause.quota': [
    'Mulai hari ini tidak ada tagihan, dan tagihan yang belum dibayar batal. Kuota yang sudah diberikan tetap berlaku sampai masanya habis.',
    'From today on nothing is billed, and an unpaid bill is void. Quota that was given stays until its period is over.',
  ],
  'said.paused': ['Langganan dijeda.', 'The subscription is paused.'],
  resume: ['Lanjutkan', 'Resume'],
  'resume.title': ['Lanjutkan langganan {name}', 'Resume the subscription {name}'],
  'resume.hint': [
    'Ditagih lagi mulai hari ini, menurut hari sampai tanggal tagihan berikutnya. Jalurnya dipulihkan.',
    'Billed again from today on, by the days up to the next bill. Its line is restored.',
  ],
  'said.resumed': ['Langganan berjalan lagi.', 'The subscription runs again.'],
  setLine: ['Pilih jalur', 'Choose the line'],
  'setLine.hint': [
    'Langganan membayar jalur ini mulai sekarang: tagihan lewat tenggang mengisolirnya, dan tidak ada kuota hotspot lagi.',
    'From now on the subscription pays for this line: a bill past its grace suspends it, and no hotspot quota is given any more.',
  ],
  'said.line': ['Jalur dipasang pada langganan.', 'The subscription pays for the line.'],
  'end.line': [
    'Hari yang sudah ditagih tetapi tidak dipakai dikembalikan ke saldo, yang dipakai tetap terutang, dan jalurnya diisolir.',
    'Days that are billed and not used become balance, those that were used stay owed, and the line is suspended.',
  ],
  'end.quota': [
    'Kuota yang sudah diberikan tetap; tagihan yang belum berjalan batal, yang sudah berjalan tetap terutang.',
    'Quota that was given stays; bills of later periods become void, that of the running one stays owed.',
  ],
  'end.deposit': [
    'Depositnya, {amount}, menjadi saldo: membayar yang masih terutang, sisanya dapat dikembalikan.',
    'Its deposit, {amount}, becomes balance: it pays what is owed, and the rest can be handed back.',
  ],
  'end.voidRunning': [
    'Batalkan juga tagihan berjalan yang belum dibayar',
    'Make the unpaid bill of the running period void, too',
  ],
  'pause.deposit': [
    'Depositnya, {amount}, tetap tersimpan sampai langganan berakhir.',
    'Its deposit, {amount}, stays until the subscription ends.',
  ],
  'end.on': ['Hari pertama tanpa langganan', 'First day without it'],
  'end.on.hint': ['Kosong: hari ini', 'Empty: today'],
  'said.endSet': ['Langganan akan berakhir pada hari itu.', 'The subscription will end on that day.'],
  moreTerms: [
    'Syarat lain: diskon, pemasangan, pascabayar, akhir kontrak',
    'More terms: discount, installation, billed afterwards, end',
  ],
  postpaid: ['Pascabayar: ditagih sesudah tiap masa', 'Billed after each period'],
  discountPercent: ['Diskon (%)', 'Discount (%)'],
  discountRupiah: ['atau diskon (Rp)', 'or discount (Rp)'],
  discountPeriods: ['Untuk berapa masa', 'For how many periods'],
  installation: ['Biaya pemasangan (Rp)', 'Installation fee (Rp)'],
  'installation.hint': ['Sekali, pada tagihan pertama', 'Once, on the first bill'],
  endsOn: ['Akhir kontrak', 'End of the contract'],
  'endsOn.hint': [
    'Hari pertama tanpa langganan; kosong: terus berjalan',
    'First day without it; empty: it goes on',
  ],
  afterwards: ['Dibayar dalam (hari)', 'To be paid within (days)'],
  payOut: ['Kembalikan saldo', 'Pay balance out'],
  'payOut.amount': ['Dikembalikan (Rp)', 'Handed back (Rp)'],
  'payOut.hint': ['Tunai keluar dari laci Anda', 'Cash comes out of your drawer'],
  'payOut.method': ['Cara kembali', 'Handed back by'],
  'said.paidOut': [
    'Saldo dikembalikan. Sisa saldo {balance}.',
    'The balance is handed back. {balance} is left.',
  ],
  'change.speed': ['Kecepatan jalurnya ikut paket yang baru.', 'Its line gets the speed of the new package.'],
};
