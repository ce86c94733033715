import type { SafeWay } from '@saring/i18n';
import type { Texts } from '../language/language';

type Key = 'title' | 'intro' | 'empty' | 'below' | 'move' | 'way' | 'site' | 'amount' | 'tooMuch' | 'said';

export const safeTexts: Texts<Key> = {
  title: ['Brankas', 'Safes'],
  intro: [
    'Isi menurut pembukuan. Uang kembalian laci keluar dari sini, hasil hitungan laci masuk ke sini.',
    'What they hold by the books. Change money of drawers leaves here, what is counted comes in here.',
  ],
  empty: ['Belum ada uang yang tercatat di brankas.', 'No money of a safe is in the books yet.'],
  below: [
    'Di bawah nol: yang sudah ada saat Saring mulai dipakai belum dicatat. Catat sebagai uang dari pemilik.',
    'Below zero: what was there when Saring began is not booked yet. Book it as money from the owner.',
  ],
  move: ['Catat uang brankas', 'Book money of a safe'],
  way: ['Dari mana atau ke mana', 'From where or to where'],
  site: ['Lokasi', 'Site'],
  amount: ['Jumlah (Rp)', 'Amount (Rp)'],
  tooMuch: [
    'Menurut pembukuan brankas ini hanya berisi {holds}. Periksa jumlahnya; uang yang belum tercatat dicatat masuk dulu.',
    'By the books this safe holds {holds} only. Check the amount; money that is not booked yet is booked in first.',
  ],
  said: ['Tercatat: {way}, {amount}.', 'Booked: {way}, {amount}.'],
};

export const safeWayTexts: Texts<SafeWay> = {
  owner_in: ['Masuk dari pemilik (juga isi awal)', 'In from the owner (what it held at first, too)'],
  owner_out: ['Keluar untuk pemilik', 'Out to the owner'],
  bank_in: ['Masuk dari bank', 'In from the bank'],
  bank_out: ['Disetor ke bank', 'Brought to the bank'],
  over: ['Lebih saat dihitung', 'Counted: more than booked'],
  short: ['Kurang saat dihitung', 'Counted: less than booked'],
};
