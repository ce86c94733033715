import type { Texts } from '../language/language';

type Key =
  | 'writeOff'
  | 'writeOff.title'
  | 'writeOff.hint'
  | 'said.writtenOff'
  | 'reclaim'
  | 'reclaim.title'
  | 'reclaim.hint'
  | 'said.reclaimed'
  | 'writtenOff'
  | 'deposit'
  | 'deposit.take'
  | 'deposit.title'
  | 'deposit.amount'
  | 'deposit.hint'
  | 'deposit.method'
  | 'said.deposit'
  | 'release'
  | 'release.title'
  | 'release.hint'
  | 'said.released';

export const lossTexts: Texts<Key> = {
  writeOff: ['Hapuskan', 'Write off'],
  'writeOff.title': ['Hapuskan tagihan {number}', 'Write bill {number} off'],
  'writeOff.hint': [
    'Sisa {owed} dibukukan sebagai kerugian dan tidak ditagih lagi. Isolirnya tetap, sampai tagihan ditagih lagi dan dibayar, atau dibatalkan.',
    'The {owed} left are booked as a loss and waited for no more. What it suspends stays so until it is reclaimed and paid, or made void.',
  ],
  'said.writtenOff': ['Tagihan {number} dihapuskan.', 'Bill {number} is written off.'],
  reclaim: ['Tagih lagi', 'Reclaim'],
  'reclaim.title': ['Tagih lagi {number}', 'Reclaim {number}'],
  'reclaim.hint': [
    '{owed} ditagih lagi, dan kerugiannya dibukukan kembali.',
    '{owed} are owed again, and the loss is booked back.',
  ],
  'said.reclaimed': ['Tagihan {number} ditagih lagi.', 'Bill {number} is owed again.'],
  writtenOff: ['Dihapuskan {amount}', '{amount} written off'],
  deposit: ['Deposit {amount}', 'Deposit {amount}'],
  'deposit.take': ['Terima deposit', 'Take a deposit'],
  'deposit.title': ['Deposit untuk {name}', 'Deposit for {name}'],
  'deposit.amount': ['Diterima (Rp)', 'Received (Rp)'],
  'deposit.hint': [
    'Uang pelanggan, disimpan sampai langganan berakhir. Saat itu membayar tagihan terakhir; sisanya menjadi saldo.',
    'Money of the subscriber, held until the subscription ends. Then it pays the last bill; the rest is balance.',
  ],
  'deposit.method': ['Cara bayar', 'Paid by'],
  'said.deposit': ['Deposit diterima: {amount}.', 'The deposit is taken: {amount}.'],
  release: ['Jadikan deposit saldo', 'Make the deposit balance'],
  'release.title': ['Deposit {name} menjadi saldo', 'Make the deposit of {name} balance'],
  'release.hint': [
    '{amount} membayar tagihan yang terbuka; sisanya bisa dikembalikan sebagai saldo.',
    '{amount} pay what is owed; the rest may be handed back as balance.',
  ],
  'said.released': ['Deposit menjadi saldo.', 'The deposit is balance.'],
};
