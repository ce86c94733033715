import type { Texts } from '../language/language';
import type { Design } from './designs';

type Key =
  | 'title'
  | 'print'
  | 'printAgain'
  | 'design'
  | Design
  | 'pdf'
  | 'again'
  | 'withSold'
  | 'notAgain'
  | 'example'
  | 'example.mark'
  | 'real'
  | 'said'
  | 'sheet'
  | 'how'
  | 'qr'
  | 'until';

export const printTexts: Texts<Key> = {
  title: ['Cetak voucher {name}', 'Print {name} vouchers'],
  print: ['Cetak', 'Print'],
  printAgain: ['Cetak ulang', 'Print again'],
  design: ['Bentuk tiket', 'Design'],
  'a4-21': ['A4, 21 besar', 'A4, 21 large'],
  'a4-40': ['A4, 40', 'A4, 40'],
  'a4-60': ['A4, 60 kecil', 'A4, 60 small'],
  'roll-58': ['Struk 58 mm', 'Roll 58 mm'],
  'roll-80': ['Struk 80 mm', 'Roll 80 mm'],
  pdf: [
    'Untuk berkas PDF, pilih "Simpan sebagai PDF" di jendela cetak. Matikan kepala dan kaki halaman.',
    'For a PDF choose "Save as PDF" in the print window. Switch headers and footers off.',
  ],
  again: [
    'Sudah dicetak {count}×. Lembar lama tetap berlaku: siapa pun yang memegangnya memegang nilainya.',
    'Printed {count}× before. The old sheets stay valid: whoever holds one holds its worth.',
  ],
  withSold: [
    'Juga {count} yang sudah terjual (tiketnya dapat terjual dua kali)',
    'The {count} sold {count|one|ones}, too (their tickets could be sold twice)',
  ],
  notAgain: [
    'Sudah dicetak {count}×. Mencetak ulang memerlukan izin "Mencetak ulang voucher".',
    'Printed {count}× before. Printing again needs the permission "Print vouchers again".',
  ],
  example: [
    'Contoh dengan kode palsu. Kode asli baru diambil, dan tercatat, saat Anda menekan Cetak.',
    'An example with false codes. The real ones are fetched, and recorded, when you press Print.',
  ],
  'example.mark': ['CONTOH', 'EXAMPLE'],
  real: ['{count} kode asli siap dicetak.', '{count} real {count|code is|codes are} ready to print.'],
  said: ['{count} kode diambil untuk dicetak.', '{count} {count|code|codes} fetched to be printed.'],
  sheet: ['Lembar tiket', 'Sheet of tickets'],
  how: ['Sambung ke WiFi, pindai QR, atau buka {address}', 'Join the WiFi, scan the code, or open {address}'],
  qr: ['QR kode {code}', 'QR of code {code}'],
  until: ['Sampai {at}', 'Until {at}'],
};
