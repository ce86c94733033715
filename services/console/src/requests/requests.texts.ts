import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'empty'
  | 'state'
  | 'state.pending'
  | 'state.approved'
  | 'state.rejected'
  | 'amount'
  | 'unlimited'
  | 'forever'
  | 'granted'
  | 'approve'
  | 'reject'
  | 'other'
  | 'other.title'
  | 'note'
  | 'person'
  | 'left'
  | 'choose'
  | 'chosen'
  | 'said.approve'
  | 'said.reject'
  | 'said.some';

export const requestTexts: Texts<Key> = {
  title: ['Permintaan Komandan', 'Komandan requests'],
  intro: [
    'Kuota yang diminta Komandan di halaman WiFi. Yang disetujui langsung masuk, dan orangnya diberi tahu.',
    'Quota that Komandans ask for on the WiFi page. What is approved is given at once, and the person is told.',
  ],
  empty: ['Tidak ada permintaan.', 'No requests.'],
  state: ['Keadaan', 'State'],
  'state.pending': ['Menunggu', 'Waiting'],
  'state.approved': ['Disetujui', 'Approved'],
  'state.rejected': ['Ditolak', 'Rejected'],
  amount: ['{amount}, {days} hari', '{amount}, {days} {days|day|days}'],
  unlimited: ['Tanpa batas', 'Unlimited'],
  forever: ['{amount}, tanpa batas waktu', '{amount}, without an end'],
  granted: ['Diberikan: {amount}', 'Granted: {amount}'],
  approve: ['Setujui', 'Approve'],
  reject: ['Tolak', 'Reject'],
  other: ['Beri jumlah lain', 'Grant another amount'],
  'other.title': ['Beri jumlah lain', 'Grant another amount'],
  note: ['Catatan', 'Note'],
  person: ['Buka pelanggan', 'Open the subscriber'],
  left: ['Sisa kuotanya: {left}', 'Quota left: {left}'],
  choose: ['Pilih permintaan {amount}', 'Choose the request for {amount}'],
  chosen: ['{count} dipilih', '{count} chosen'],
  'said.approve': [
    '{count} permintaan disetujui. Kuotanya sudah masuk.',
    '{count} approved. The quota is given.',
  ],
  'said.reject': ['{count} permintaan ditolak.', '{count} rejected.'],
  'said.some': ['{count} diputuskan, {refused} tidak bisa.', '{count} decided, {refused} could not be.'],
};
