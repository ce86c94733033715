import type { Texts } from '../language/language';
import type { Row } from '../parts/answer';

type Kind = Row<'/api/v1/alerts'>['kind'];

export const alertKindTexts: Texts<Kind> = {
  bad_signature: ['Pemberitahuan dengan tanda tangan palsu', 'A notice with a false signature'],
  amount_mismatch: ['Jumlah yang dibayar berbeda', 'Another amount was paid'],
  currency_mismatch: ['Mata uang berbeda', 'Another currency'],
  merchant_mismatch: ['Milik pedagang lain', 'Of another merchant'],
  unknown_order: ['Pesanan tidak dikenal', 'An unknown order'],
  paid_after_end: ['Dibayar setelah berakhir', 'Paid after its end'],
  part_reversal: ['Sebagian pembayaran ditarik kembali oleh bank', 'A part of the payment was reversed'],
  reversal: ['Pembayaran ditarik kembali oleh bank', 'The payment was reversed'],
  challenge: ['Bank meminta pemeriksaan', 'The bank asks for a review'],
  refund_failed: ['Pengembalian gagal', 'A refund failed'],
  refund_excess: ['Dikembalikan lebih dari yang dibayar', 'More was refunded than paid'],
  refund_after_failure: ['Pengembalian gagal ternyata berhasil', 'A failed refund went through'],
  paid_twice: ['Dibayar dua kali', 'Paid twice'],
};
