import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'empty'
  | 'candidates'
  | 'make'
  | 'change'
  | 'agent'
  | 'deposit'
  | 'owed'
  | 'stock'
  | 'stock.none'
  | 'left'
  | 'sold.month'
  | 'commission'
  | 'commission.month'
  | 'paused'
  | 'acts'
  | 'terms.title'
  | 'terms.site'
  | 'terms.margin'
  | 'terms.margin.hint'
  | 'terms.credit'
  | 'terms.credit.hint'
  | 'terms.paused'
  | 'terms.submit'
  | 'said.terms'
  | 'receive'
  | 'payOut'
  | 'money.amount'
  | 'money.method'
  | 'money.note'
  | 'cash'
  | 'transfer'
  | 'card'
  | 'said.received'
  | 'said.paidOut'
  | 'entries'
  | 'entries.empty'
  | 'commission.file'
  | 'at'
  | 'what'
  | 'amount'
  | 'balance'
  | 'received'
  | 'paid_out'
  | 'sold'
  | 'returned'
  | 'topped_up'
  | 'top_up_returned'
  | 'mustMakeUp'
  | 'sell.title'
  | 'sell.none'
  | 'sell.price'
  | 'sell.earns'
  | 'sell.amount'
  | 'sell.phone'
  | 'sell.phone.hint'
  | 'sell.submit'
  | 'sell.short'
  | 'sell.today'
  | 'sell.back'
  | 'end.codes'
  | 'end.account'
  | 'end.sent'
  | 'end.notSent'
  | 'end.total'
  | 'end.how'
  | 'print'
  | 'copy'
  | 'copied';

export const agentTexts: Texts<Key> = {
  title: ['Agen', 'Agents'],
  empty: [
    'Belum ada agen. Buat operator berperan Agen di halaman Tim; setelah ia masuk pertama kali, atur di sini.',
    'No agents yet. Make an operator of the role Agent on the team page; once they have signed in, set them up here.',
  ],
  candidates: ['Belum diatur', 'Not set up yet'],
  make: ['Jadikan agen', 'Make an agent'],
  change: ['Ubah', 'Change'],
  agent: ['Agen', 'Agent'],
  deposit: ['Deposit', 'Deposit'],
  owed: ['Berutang {amount}', 'Owes {amount}'],
  stock: ['Sisa voucher', 'Vouchers left'],
  'stock.none': ['Tidak ada', 'None'],
  left: ['{count} {name}', '{count} {name}'],
  'sold.month': ['Terjual bulan ini', 'Sold this month'],
  commission: ['Komisi', 'Commission'],
  'commission.month': ['Komisi bulan ini', 'Commission this month'],
  paused: ['Dihentikan', 'Paused'],
  acts: ['Tindakan', 'Actions'],
  'terms.title': ['Cara {name} menjual', 'How {name} sells'],
  'terms.site': ['Lokasi', 'Site'],
  'terms.margin': ['Komisi (%)', 'Commission (%)'],
  'terms.margin.hint': [
    'Bagian agen dari harga jual; sisanya dipotong dari deposit',
    "The agent's part of the price; the rest is taken from the deposit",
  ],
  'terms.credit': ['Batas utang (Rp)', 'Credit limit (Rp)'],
  'terms.credit.hint': ['0: hanya selama ada deposit', '0: only while there is a deposit'],
  'terms.paused': ['Hentikan penjualan untuk sementara', 'Pause selling for now'],
  'terms.submit': ['Simpan', 'Save'],
  'said.terms': ['Tersimpan.', 'Saved.'],
  receive: ['Terima deposit', 'Take a deposit'],
  payOut: ['Kembalikan deposit', 'Pay out'],
  'money.amount': ['Jumlah (Rp)', 'Amount (Rp)'],
  'money.method': ['Cara', 'How'],
  'money.note': ['Catatan', 'Note'],
  cash: ['Tunai', 'Cash'],
  transfer: ['Transfer', 'Transfer'],
  card: ['Kartu', 'Card'],
  'said.received': ['Diterima. Deposit sekarang {deposit}.', 'Taken. The deposit is {deposit} now.'],
  'said.paidOut': ['Dikembalikan. Deposit sekarang {deposit}.', 'Paid out. The deposit is {deposit} now.'],
  entries: ['Mutasi deposit', 'Statement of the deposit'],
  'entries.empty': ['Belum ada mutasi.', 'Nothing has moved yet.'],
  'commission.file': ['Komisi {month} (CSV)', 'Commission {month} (CSV)'],
  at: ['Waktu', 'Time'],
  what: ['Apa', 'What'],
  amount: ['Jumlah', 'Amount'],
  balance: ['Deposit', 'Deposit'],
  received: ['Deposit diterima', 'Deposit taken'],
  paid_out: ['Deposit dikembalikan', 'Deposit paid out'],
  sold: ['Terjual', 'Sold'],
  returned: ['Voucher dibatalkan', 'Voucher made void'],
  topped_up: ['Isi deposit', 'Topped up'],
  top_up_returned: ['Uang isi deposit kembali', 'Money of a top-up went back'],
  mustMakeUp: ['Uang ditarik kembali', 'Money went back'],
  'sell.title': ['Jual', 'Sell'],
  'sell.none': [
    'Anda belum punya voucher. Minta pengelola membuatkan stok.',
    'You have no vouchers yet. Ask the operator for stock.',
  ],
  'sell.price': ['Harga', 'Price'],
  'sell.earns': ['Anda dapat {amount}', 'You earn {amount}'],
  'sell.amount': ['Jumlah', 'How many'],
  'sell.phone': ['Nomor HP pembeli', "Customer's phone number"],
  'sell.phone.hint': [
    'Boleh kosong. Pelanggan langsung mendapat kuota; nomor lain mendapat kode lewat WhatsApp.',
    'May be empty. A subscriber gets the quota at once; another number gets the code by WhatsApp.',
  ],
  'sell.submit': ['Jual {amount}', 'Sell for {amount}'],
  'sell.short': ['Deposit tidak cukup: perlu {amount}.', 'The deposit is too small: {amount} is needed.'],
  'sell.today': [
    'Hari ini {count} terjual, komisi {commission}',
    'Today {count} sold, commission {commission}',
  ],
  'sell.back': ['Jual lagi', 'Sell again'],
  'end.codes': ['Berikan kode ini kepada pembeli', 'Give this code to the customer'],
  'end.account': ['Kuota sudah masuk ke akun {phone}.', 'The quota is in the account of {phone}.'],
  'end.sent': ['Kode juga dikirim ke {phone}.', 'The code was sent to {phone}, too.'],
  'end.notSent': [
    'Kode tidak dapat dikirim lewat WhatsApp: berikan kode ini.',
    'The code could not be sent by WhatsApp: hand it over.',
  ],
  'end.total': ['Terima {amount} dari pembeli.', 'Take {amount} from the customer.'],
  'end.how': ['Buka halaman WiFi, pilih “Punya voucher?”', 'Open the WiFi page, choose “Have a voucher?”'],
  print: ['Cetak', 'Print'],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
};
