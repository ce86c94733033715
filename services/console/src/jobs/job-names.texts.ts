// job-names.texts.ts — background work as people say it, by the names that services give it.
import type { Texts } from '../language/language';

export const jobNameTexts = {
  'count-payments': ['Hitung pembayaran yang terbuka', 'Count open payments'],
  'count-unfulfilled-orders': ['Hitung pesanan yang belum diberikan', 'Count orders that are not given'],
  'evening-messages': ['Laporan sore untuk pemilik', "The owner's evening message"],
  'forget-ended-codes-and-sessions': ['Hapus kode dan sesi lama', 'Forget ended codes and sessions'],
  'forget-handled-commands': ['Hapus catatan perintah lama', 'Forget old commands'],
  'forget-messages': ['Hapus pesan lama', 'Forget old messages'],
  'make-usage-partitions': ['Siapkan tabel pemakaian', 'Prepare tables of usage'],
  'forget-imported-lines': ['Hapus baris impor lama', 'Forget imported lines'],
  'forget-wrong-voucher-codes': ['Hapus percobaan kode voucher', 'Forget tries of voucher codes'],
  'remind-bills': ['Kabarkan dan ingatkan tagihan', 'Tell and remind of bills'],
  'issue-bills': ['Terbitkan tagihan langganan', 'Issue bills of subscriptions'],
  'judge-overdue-bills': ['Periksa tagihan yang lewat tenggang', 'Look for bills past their grace'],
  fulfil: ['Berikan yang dibayar', 'Give what was paid for'],
  grant: ['Berikan kuota voucher', 'Give the quota of a voucher'],
  look: ['Lihat apakah voucher sudah habis', 'See whether a voucher is used up'],
  give_period: ['Berikan masa langganan yang dibayar', 'Give paid periods of subscriptions'],
  set_line_quotas: ['Atur kuota jalur menurut paketnya', 'Set the quota of lines as their packages say'],
  set_line_speeds: ['Ubah kecepatan jalur', 'Set the speed of lines'],
  settle_hotspot: ['Isolir atau pulihkan hotspot', 'Suspend or restore hotspots'],
  settle_lines: ['Isolir atau pulihkan jalur', 'Suspend or restore lines'],
  give: ['Berikan bonus atau kompensasi', 'Give a bonus or goodwill'],
  give_extras: ['Berikan sekali lagi', 'Give once more'],
  run_rows: ['Kerjakan banyak pelanggan', 'Work through many subscribers'],
  reconcile: ['Cocokkan dengan pembayaran', 'Compare with the payment'],
  take_back: ['Tarik kembali yang dibeli', 'Take back what was bought'],
  take_parts: ['Tarik kembali sebagian', 'Take back a part'],
  tell: ['Kirim pesan', 'Send a message'],
  tell_fulfilled: ['Kabari: paket diberikan', 'Tell: the package is given'],
  tell_part_refunded: ['Kabari: sebagian uang kembali', 'Tell: a part is refunded'],
  tell_pending: ['Ingatkan untuk membayar', 'Remind to pay'],
  tell_called_off: ['Kabari: tagihan dibatalkan', 'Tell: bill called off'],
  tell_asked: ['Kirim tagihan', 'Send a bill'],
  tell_extra: ['Kabari: uang dibayar dua kali', 'Tell: money was paid twice'],
  tell_extra_returned: ['Kabari: uang ganda sudah kembali', 'Tell: money paid twice went back'],
  tell_refunded: ['Kabari: uang kembali', 'Tell: the money is refunded'],
  tell_receipts: ['Kabari: uang untuk tagihan diterima', 'Tell: money for bills was taken'],
} as const satisfies Texts<string>;

type JobName = keyof typeof jobNameTexts;
export const isJobName = (name: string): name is JobName => name in jobNameTexts;
