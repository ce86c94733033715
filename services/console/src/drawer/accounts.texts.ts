// accounts.texts.ts — the accounts of the journal: a new one fails here until it has its words.
import type { Texts } from '../language/language';
import type { Row } from '../parts/answer';

export const accountTexts: Texts<Row<'/api/v1/books/trial-balance'>['account']> = {
  cash: ['Kas', 'Cash'],
  safe: ['Brankas', 'Safe'],
  bank: ['Bank', 'Bank'],
  card: ['Kartu', 'Card'],
  gateway: ['Gerbang pembayaran', 'Payment gateway'],
  revenue: ['Pendapatan', 'Revenue'],
  debt_settlements: ['Pelunasan tunggakan', 'Debts settled'],
  refunds: ['Pengembalian', 'Refunds'],
  expenses: ['Pengeluaran', 'Expenses'],
  cash_differences: ['Selisih kas', 'Cash differences'],
  gateway_fees: ['Biaya gerbang pembayaran', 'Fees of the gateway'],
  between_sites: ['Antarlokasi', 'Between sites'],
  bad_debts: ['Tagihan yang dihapuskan', 'Bills given up'],
  subscriber_deposits: ['Deposit pelanggan', 'Deposits of subscribers'],
  agent_deposits: ['Deposit agen', 'Deposits of agents'],
  owner: ['Pemilik', 'Owner'],
  subscriber_balances: ['Saldo pelanggan', 'Balances of subscribers'],
  surcharges: ['Biaya dari pembeli', 'Paid on top by buyers'],
  extra_payments: ['Pembayaran ganda', 'Paid more than once'],
};
