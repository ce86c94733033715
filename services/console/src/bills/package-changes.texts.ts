import type { Texts } from '../language/language';

type Key =
  | 'waiting.title'
  | 'waiting'
  | 'asked'
  | 'note'
  | 'planned'
  | 'approve'
  | 'approve.of'
  | 'approve.title'
  | 'refuse'
  | 'refuse.of'
  | 'refuse.title'
  | 'refuse.hint'
  | 'said.approved'
  | 'said.refused'
  | 'when'
  | 'when.now'
  | 'when.later'
  | 'when.now.hint'
  | 'when.later.hint'
  | 'more';

export const packageChangeTexts: Texts<Key> = {
  'waiting.title': ['Minta ganti paket', 'Changes of package asked for'],
  waiting: ['Minta ganti paket ke {name}, {price}', 'Asks for {name}, {price}'],
  asked: ['Diminta {time}', 'Asked on {time}'],
  note: ['“{note}”', '“{note}”'],
  planned: ['Mulai {date}: {name}, {price}', 'From {date} on: {name}, {price}'],
  approve: ['Setujui', 'Approve'],
  'approve.of': ['Setujui ganti paket ke {name}', 'Approve the change to {name}'],
  'approve.title': ['Ganti paket {from} ke {name}', 'Change the package {from} to {name}'],
  refuse: ['Tolak', 'Refuse'],
  'refuse.of': ['Tolak ganti paket ke {name}', 'Refuse the change to {name}'],
  'refuse.title': ['Tolak ganti paket ke {name}', 'Refuse the change to {name}'],
  'refuse.hint': ['Pelanggan membaca alasan ini di WhatsApp.', 'The person reads this reason in WhatsApp.'],
  'said.approved': [
    'Paket diganti; pelanggan dikabari lewat WhatsApp.',
    'The package is changed; the person hears of it by WhatsApp.',
  ],
  'said.refused': [
    'Permintaan ditolak; pelanggan dikabari lewat WhatsApp.',
    'The request is refused; the person hears of it by WhatsApp.',
  ],
  when: ['Mulai kapan', 'From when'],
  'when.now': ['Sekarang', 'Now'],
  'when.later': ['Masa berikutnya', 'Next period'],
  'when.now.hint': [
    'Hari jalur yang belum dipakai dikurangi dari tagihan, sisanya ditagih dengan paket baru.',
    'Days of a line that are not used are credited, and charged by the new package.',
  ],
  'when.later.hint': [
    'Masa yang berjalan tetap; paket dan harga baru mulai pada masa berikutnya.',
    'Today’s period stays as it is; package and price begin with the next one.',
  ],
  more: ['dan {count} lagi', 'and {count} more'],
};
