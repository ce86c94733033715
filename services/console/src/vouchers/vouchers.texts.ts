import type { VoucherState } from '@saring/i18n';
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'empty'
  | 'make'
  | 'make.submit'
  | 'make.package'
  | 'make.amount'
  | 'make.prefix'
  | 'make.prefix.hint'
  | 'make.length'
  | 'make.length.hint'
  | 'make.price'
  | 'make.price.hint'
  | 'make.cost'
  | 'make.cost.hint'
  | 'make.seller'
  | 'make.note'
  | 'make.agent'
  | 'make.agent.hint'
  | 'make.site'
  | 'make.until'
  | 'make.until.hint'
  | 'said.made'
  | 'batch'
  | 'made'
  | 'seller'
  | 'stock'
  | 'revenue'
  | 'margin'
  | 'until'
  | 'printed'
  | 'printed.never'
  | 'offer'
  | 'noEnd'
  | 'unlimited'
  | 'afterFirstUse'
  | 'devices'
  | 'state'
  | 'all'
  | VoucherState
  | 'number'
  | 'since'
  | 'account'
  | 'none'
  | 'open'
  | 'acts'
  | 'sell'
  | 'sell.title'
  | 'sell.amount'
  | 'sell.total'
  | 'sell.submit'
  | 'sell.none'
  | 'said.sold'
  | 'said.soldChange'
  | 'codes'
  | 'codes.hint'
  | 'codes.print'
  | 'codes.done'
  | 'copy'
  | 'copied'
  | 'void'
  | 'void.act'
  | 'void.title'
  | 'void.hint'
  | 'void.hint.unused'
  | 'sell.first'
  | 'sell.first.hint'
  | 'sell.numbers'
  | 'void.money'
  | 'void.money.none'
  | 'void.money.cash'
  | 'void.money.transfer'
  | 'said.void';

export const voucherTexts: Texts<Key> = {
  title: ['Voucher', 'Vouchers'],
  empty: [
    'Belum ada voucher. Buat satu lembar untuk dicoba: kode yang dibuat belum berlaku sebelum terjual.',
    'No vouchers yet. Make a sheet to try: a code is worth nothing before it is sold.',
  ],
  make: ['Buat voucher', 'Make vouchers'],
  'make.submit': ['Buat', 'Make'],
  'make.package': ['Paket', 'Package'],
  'make.amount': ['Jumlah', 'How many'],
  'make.prefix': ['Awalan kode', 'Codes begin with'],
  'make.prefix.hint': ['Boleh kosong; huruf besar dan angka', 'May be empty; capital letters and digits'],
  'make.length': ['Panjang kode acak', 'Random characters'],
  'make.length.hint': ['8 cukup untuk 5.000 voucher', '8 is enough for 5,000 vouchers'],
  'make.price': ['Harga satu voucher (Rp)', 'Price of one voucher (Rp)'],
  'make.price.hint': ['Kosong: harga paket. Tidak boleh 0', 'Empty: that of the package. Never 0'],
  'make.cost': ['Modal penjual (Rp)', 'Cost to the seller (Rp)'],
  'make.cost.hint': ['Untuk laporan untung', 'For the margin in reports'],
  'make.seller': ['Penjual', 'Seller'],
  'make.agent': ['Stok agen', 'Stock of the agent'],
  'make.agent.hint': ['Kosong: dijual di loket', 'Empty: sold at the counter'],
  'make.note': ['Catatan', 'Note'],
  'make.site': ['Lokasi', 'Site'],
  'make.until': ['Dapat dipakai sampai', 'Can be redeemed until'],
  'make.until.hint': ['Kosong: tanpa batas', 'Empty: without an end'],
  'said.made': ['{count} voucher {name} sudah jadi.', '{count} {name} {count|voucher is|vouchers are} made.'],
  batch: ['Voucher {name}', '{name} vouchers'],
  made: ['Dibuat', 'Made'],
  seller: ['Penjual', 'Seller'],
  stock: ['Sisa', 'Left'],
  revenue: ['Terjual', 'Sold for'],
  margin: ['Untung', 'Margin'],
  until: ['Sampai {at}', 'Until {at}'],
  printed: ['Dicetak {count}×', 'Printed {count}×'],
  'printed.never': ['Belum dicetak', 'Not printed'],
  offer: ['Isi', 'Gives'],
  noEnd: ['tanpa batas waktu', 'without an end'],
  unlimited: ['tanpa batas kuota', 'unlimited quota'],
  afterFirstUse: ['{time} sejak dipakai', '{time} from first use'],
  devices: ['{count} perangkat', '{count} {count|device|devices}'],
  state: ['Keadaan', 'State'],
  all: ['Semua', 'All'],
  unsold: ['Belum terjual', 'Unsold'],
  sold: ['Terjual', 'Sold'],
  active: ['Dipakai', 'In use'],
  used_up: ['Kuota habis', 'Used up'],
  expired: ['Masa aktif habis', 'Expired'],
  void: ['Batal', 'Void'],
  number: ['Nomor', 'Number'],
  since: ['Sejak', 'Since'],
  account: ['Akun', 'Account'],
  none: ['Tidak ada voucher dalam keadaan ini.', 'No voucher in this state.'],
  open: ['Buka', 'Open'],
  acts: ['Tindakan', 'Actions'],
  sell: ['Jual', 'Sell'],
  'sell.title': ['Jual voucher {name}', 'Sell {name} vouchers'],
  'sell.amount': ['Berapa lembar', 'How many'],
  'sell.first': ['Nomor pada tiket pertama', 'Number on the first ticket'],
  'sell.first.hint': ['Kosong: nomor terendah yang belum terjual', 'Empty: the lowest that is unsold'],
  'sell.numbers': ['Menjual nomor {numbers}', 'Selling numbers {numbers}'],
  'sell.total': ['Total {amount}', 'Total {amount}'],
  'sell.submit': ['Terima uang', 'Take the money'],
  'sell.none': ['Semua voucher ini sudah terjual.', 'All of these vouchers are sold.'],
  'said.sold': ['{count} voucher terjual, {amount}.', '{count} {count|voucher|vouchers} sold, {amount}.'],
  'said.soldChange': [
    '{count} voucher terjual, {amount}. Kembalian {change}.',
    '{count} {count|voucher|vouchers} sold, {amount}. Change {change}.',
  ],
  codes: ['Kode yang terjual', 'Codes sold'],
  'codes.hint': [
    'Berikan kode ini kepada pembeli. Nanti dapat dilihat lagi hanya lewat cetak ulang.',
    'Give these codes to the buyer. Later they can be seen only by printing them again.',
  ],
  'codes.print': ['Cetak tiket', 'Print tickets'],
  'codes.done': ['Selesai', 'Done'],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
  'void.act': ['Batalkan', 'Make void'],
  'void.title': ['Batalkan voucher nomor {number}', 'Make voucher {number} void'],
  'void.hint': [
    'Yang sudah diberikan ditarik kembali dan perangkatnya berhenti. Tidak dapat diurungkan.',
    'What it gave is taken back, and its devices stop. This cannot be undone.',
  ],
  'void.hint.unused': [
    'Kodenya tidak berlaku lagi. Tidak dapat diurungkan.',
    'Its code is worth nothing any more. This cannot be undone.',
  ],
  'void.money': ['Uang pembeli', 'The money of the buyer'],
  'void.money.none': ['Tidak dikembalikan', 'Not given back'],
  'void.money.cash': ['Tunai dari laci saya', 'Cash from my drawer'],
  'void.money.transfer': ['Lewat transfer', 'By transfer'],
  'said.void': ['Voucher nomor {number} batal.', 'Voucher {number} is void.'],
};
