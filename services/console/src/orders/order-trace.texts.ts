// order-trace.texts.ts — what happened to an order, in words.
import type { Texts } from '../language/language';
import type { Answer } from '../parts/answer';

type OrderStep = Answer<'/api/v1/orders/{id}/trace'>['steps'][number];

export const orderTraceTexts: Texts<OrderStep['kind'] | 'title' | 'by'> = {
  title: ['Perjalanan pesanan', 'What happened'],
  by: ['oleh {who}', 'by {who}'],
  placed: ['Pesanan dibuat', 'Order made'],
  opened: ['Menunggu pembayaran', 'Waiting for the payment'],
  paid: ['Dibayar', 'Paid'],
  waiting: ['Belum dapat diberikan: {reason}', 'Could not be given yet: {reason}'],
  given: ['Yang dibeli sudah diberikan', 'What was bought is given'],
  expired: ['Lewat batas waktu bayar', 'The time to pay is over'],
  cancelled: ['Dibatalkan', 'Cancelled'],
  denied: ['Ditolak bank', 'Denied by the bank'],
  refunded: ['Uang dikembalikan', 'Refunded'],
  reversed: ['Uang ditarik bank', 'Taken back by the bank'],
};
