// billing.texts.ts — what a person reads when a sale or a catalogue entry is refused: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const billingErrors = {
  'ORDER.NO_QR': {
    id: {
      title: 'Tidak ada kode QR',
      detail: 'Pesanan ini tidak punya kode QR yang utuh. Pilih cara bayar lain.',
    },
    en: { title: 'No QR code', detail: 'This order has no whole QR code. Choose another way to pay.' },
  },
  'BILLING.PRICE_CHANGED': {
    id: {
      title: 'Harganya berubah',
      detail: 'Sekarang {amountRupiah}, bukan {shownRupiah}. Kalau setuju, tekan Bayar sekali lagi.',
    },
    en: {
      title: 'The price has changed',
      detail: 'It is {amountRupiah} now, not {shownRupiah}. If you agree, press Pay once more.',
    },
  },
  'BILLING.COLLEAGUE_DRAWER_OPEN': {
    id: {
      title: 'Laci rekan itu sedang terbuka',
      detail:
        'Uang hanya diserahkan ke laci yang tertutup. Minta ia menutupnya, pilih rekan lain, atau setor ke brankas.',
    },
    en: {
      title: "That colleague's drawer is open",
      detail:
        'Money is handed over to a closed drawer only. Ask them to close it, choose another, or put it into the safe.',
    },
  },
  'BILLING.DRAWER_OPEN': {
    id: { title: 'Laci kas sudah dibuka', detail: 'Tutup dulu laci kas ini sebelum membukanya lagi.' },
    en: { title: 'Cash drawer is open', detail: 'Close this drawer before you open it again.' },
  },
  'BILLING.DRAWER_CLOSED': {
    id: { title: 'Laci kas masih tertutup', detail: 'Buka laci kas dulu.' },
    en: { title: 'Cash drawer is closed', detail: 'Open the drawer first.' },
  },
  'BILLING.PAYOUT_METHOD_REQUIRED': {
    id: {
      title: 'Dibayarkan dengan apa?',
      detail: 'Uang ini dikembalikan dengan tangan. Pilih tunai dari laci, transfer, atau kartu.',
    },
    en: {
      title: 'Paid out by what?',
      detail: 'This money is given back by hand. Choose cash from the drawer, a transfer, or the card.',
    },
  },
  'BILLING.DRAWER_NOTE_REQUIRED': {
    id: {
      title: 'Isi laci tidak sama dengan catatan',
      detail: 'Seharusnya {expectedRupiah}, selisih {differenceRupiah}. Tulis sebabnya.',
    },
    en: {
      title: 'Drawer does not hold what it should',
      detail: 'It should hold {expectedRupiah}, the difference is {differenceRupiah}. Write down why.',
    },
  },
  'BILLING.DRAWER_SHORT': {
    id: { title: 'Uang di laci tidak cukup', detail: 'Laci hanya berisi {holdsRupiah}.' },
    en: { title: 'Not that much in the drawer', detail: 'The drawer holds only {holdsRupiah}.' },
  },
  'BILLING.HANDED_TO_NO_CASHIER': {
    id: {
      title: 'Petugas itu tidak boleh memegang laci',
      detail: 'Serahkan laci kepada petugas yang boleh menjual di loket dan sudah pernah masuk.',
    },
    en: {
      title: 'That operator may hold no drawer',
      detail: 'Hand it to an operator who may sell at the counter and has logged in before.',
    },
  },
  'BILLING.PAID_WRONG': {
    id: {
      title: 'Uang yang diterima tidak cocok',
      detail: 'Harganya {amountRupiah}, yang ditulis {paidRupiah}. Periksa jumlahnya.',
    },
    en: {
      title: 'Amount received does not fit',
      detail: 'It costs {amountRupiah}, you wrote {paidRupiah}. Check the amount.',
    },
  },
  'BILLING.ABOVE_LIMIT': {
    id: {
      title: 'Di atas batas Anda',
      detail: 'Peran Anda boleh sampai {mostRupiah}. Minta admin melakukannya.',
    },
    en: {
      title: 'Above your limit',
      detail: 'Your role may go up to {mostRupiah}. Ask an admin to do it.',
    },
  },
  'BILLING.PART_KEEPS_PURCHASE': {
    id: {
      title: 'Pengembalian sebagian: kuotanya bagaimana?',
      detail:
        'Pilih agar yang dibeli tetap ada, agar bagiannya ditarik, atau kembalikan seluruhnya: {leftRupiah}.',
    },
    en: {
      title: 'A part: what of the quota?',
      detail:
        'Choose that what was bought stays, that its share is taken back, or refund all of it: {leftRupiah}.',
    },
  },
  'BILLING.METHOD_INVALID': {
    id: { title: 'Cara bayar tidak dikenal', detail: 'Pilih cara bayar lain; untuk VA, pilih juga banknya.' },
    en: { title: 'Unknown way to pay', detail: 'Choose another way to pay; for VA, choose the bank too.' },
  },
  'BILLING.NAME_INVALID': {
    id: {
      title: 'Nama tidak dapat dipakai',
      detail: 'Isi nama paling panjang 60 karakter dan keterangan paling panjang 300 karakter.',
    },
    en: {
      title: 'Name cannot be used',
      detail: 'Write a name of up to 60 characters and a description of up to 300.',
    },
  },
  'BILLING.NO_REFERENCE_PACKAGE': {
    id: {
      title: 'Harga tunggakan belum ada',
      detail: 'Belum ada paket yang menjadi dasar harga. Hubungi pengelola.',
    },
    en: { title: 'No price for this debt', detail: 'There is no package to go by. Contact the operator.' },
  },
  'BILLING.ORDER_ALREADY_PAID': {
    id: {
      title: 'Pesanan sudah dibayar',
      detail: 'Pesanan sebelumnya ternyata sudah dibayar dan tetap dijalankan.',
    },
    en: { title: 'Order is paid already', detail: 'The order before turned out to be paid; it goes on.' },
  },
  'BILLING.ORDER_EXISTS': {
    id: { title: 'Pesanan sudah ada', detail: 'Pesanan ini sudah dibuat.' },
    en: { title: 'Order exists', detail: 'This order was placed already.' },
  },
  'BILLING.ORDER_NOT_OPEN': {
    id: { title: 'Pesanan sudah ditutup', detail: 'Pesanan ini tidak menunggu pembayaran lagi.' },
    en: { title: 'Order is closed', detail: 'This order does not wait for payment any more.' },
  },
  'BILLING.ORDER_NOT_ENDED': {
    id: {
      title: 'Pesanan yang terbuka belum bisa dibatalkan',
      detail:
        'Pesanan {order} masih terbuka dan layanan pembayaran tidak menjawab: bisa jadi sedang dibayar. Supaya tidak dibayar dua kali, coba lagi beberapa menit lagi, atau tunggu sampai berakhir sendiri (paling lama {wait}).',
    },
    en: {
      title: 'The open order cannot be cancelled now',
      detail:
        'Order {order} is still open and the payment service does not answer: it may be being paid. So that nothing is paid twice, try again in a few minutes, or wait until it ends by itself ({wait} at most).',
    },
  },
  'BILLING.ORDER_STAYS_OPEN': {
    id: {
      title: 'Pesanan tetap terbuka',
      detail:
        'Layanan pembayaran tidak mengakhiri pesanan {order}: mungkin baru saja dibayar. Lihat pesanan itu sebentar lagi, atau tunggu sampai berakhir sendiri (paling lama {wait}).',
    },
    en: {
      title: 'The order stays open',
      detail:
        'The payment service does not end order {order}: it may have just been paid. Look at that order in a moment, or wait until it ends by itself ({wait} at most).',
    },
  },
  'BILLING.ORDER_IN_CHECK': {
    id: {
      title: 'Pesanan sebelumnya sedang diperiksa',
      detail:
        'Bukti pembayaran pesanan {order} sudah diterima dan sedang diperiksa pengelola. Tunggu hasilnya. Kalau memang tidak jadi, batalkan dulu pesanan itu.',
    },
    en: {
      title: 'The order before is being checked',
      detail:
        'The proof of payment of order {order} has arrived, and an operator is checking it. Wait for the answer. If you do not want that order after all, cancel it first.',
    },
  },
  'BILLING.ASKED_OFTEN': {
    id: {
      title: 'Tagihan ini sudah sering dikirim',
      detail:
        'Tagihan yang sama sudah dikirim {most} kali dalam satu jam. Kirim lagi setelah {wait}, atau salin tautannya di halaman pesanan.',
    },
    en: {
      title: 'This bill was sent often',
      detail:
        'The same bill was sent {most} times within an hour. Send it again after {wait}, or copy its link on the page of the order.',
    },
  },
  'BILLING.ORDER_REFUNDED': {
    id: { title: 'Sudah dikembalikan', detail: 'Uang pesanan ini sudah dikembalikan seluruhnya.' },
    en: { title: 'Refunded already', detail: 'All the money of this order has been given back.' },
  },
  'BILLING.ORDER_NOT_PAID': {
    id: {
      title: 'Pesanan belum dibayar',
      detail: 'Hanya pesanan yang sudah dibayar dapat dikembalikan atau dibuatkan kuitansi.',
    },
    en: { title: 'Order is not paid', detail: 'Only what is paid can be refunded or has a receipt.' },
  },
  'BILLING.ORDER_UNKNOWN': {
    id: { title: 'Pesanan tidak ditemukan', detail: 'Pesanan ini tidak ada, atau tautannya sudah berakhir.' },
    en: { title: 'Order not found', detail: 'There is no such order, or its link has ended.' },
  },
  'BILLING.PACKAGE_TIME_INVALID': {
    id: { title: 'Lama pakai salah', detail: 'Tulis 0 (tidak dihitung) atau dari 1 menit sampai 366 hari.' },
    en: { title: 'Time of use is wrong', detail: 'Write 0 (not counted), or from 1 minute to 366 days.' },
  },
  'BILLING.PACKAGE_TIMES_INVALID': {
    id: {
      title: 'Waktu paket salah',
      detail: 'Mulai dijual harus sebelum berhenti dijual, dan berakhir tidak boleh sebelum keduanya.',
    },
    en: {
      title: 'Times of the package are wrong',
      detail: 'Selling must begin before it stops, and what is bought must not end before either.',
    },
  },
  'BILLING.PACKAGE_HOURS_INVALID': {
    id: {
      title: 'Jam paket salah',
      detail:
        'Jam mulai dan jam selesai harus berbeda. Paket tanpa batas kuota dengan jam tidak bisa mulai saat dipakai pertama kali.',
    },
    en: {
      title: 'Hours of the package are wrong',
      detail:
        'The hours must begin and end at different times. A package without a limit of bytes that has hours cannot start at first use.',
    },
  },
  'BILLING.PACKAGE_HOURLY': {
    id: {
      title: 'Paket ini berlaku pada jam tertentu',
      detail: 'Untuk jalur PPPoE, pilih paket tanpa jam.',
    },
    en: {
      title: 'This package has hours of its own',
      detail: 'For a PPPoE line choose a package without hours.',
    },
  },
  'BILLING.PACKAGE_DATED': {
    id: {
      title: 'Paket ini berakhir pada tanggal tetap',
      detail: 'Untuk langganan, pilih paket tanpa tanggal berakhir.',
    },
    en: {
      title: 'This package ends on a fixed date',
      detail: 'For a subscription choose a package without an end date.',
    },
  },
  'BILLING.PACKAGE_DAYS_INVALID': {
    id: { title: 'Masa aktif salah', detail: 'Tulis jumlah hari dari 0 (tanpa batas waktu) sampai 3.650.' },
    en: { title: 'Number of days is wrong', detail: 'Write days from 0 (never expires) to 3,650.' },
  },
  'BILLING.PACKAGE_INACTIVE': {
    id: { title: 'Paket tidak dijual lagi', detail: '{name} sedang tidak dijual. Pilih paket lain.' },
    en: { title: 'Package is not sold', detail: '{name} is not sold now. Choose another.' },
  },
  'BILLING.PACKAGE_PRICE_INVALID': {
    id: { title: 'Harga paket salah', detail: 'Tulis harga dalam rupiah bulat, paling sedikit Rp 1.' },
    en: { title: 'Price is wrong', detail: 'Write whole rupiah, at least Rp 1.' },
  },
  'BILLING.PACKAGE_SIZE_INVALID': {
    id: { title: 'Ukuran paket salah', detail: 'Isi kuotanya, atau pilih tanpa batas; tidak keduanya.' },
    en: { title: 'Size is wrong', detail: 'Write how much quota, or choose unlimited; not both.' },
  },
  'BILLING.PACKAGE_DEVICES_INVALID': {
    id: {
      title: 'Jumlah perangkat salah',
      detail: 'Tulis bilangan bulat sampai {most}; 0 berarti sama seperti semua orang.',
    },
    en: {
      title: 'Number of devices is wrong',
      detail: 'Write a whole number up to {most}; 0 means as many as everyone.',
    },
  },
  'BILLING.PACKAGE_SPEED_INVALID': {
    id: {
      title: 'Kecepatan paket salah',
      detail: 'Tulis kilobit per detik sebagai bilangan bulat; 0 berarti tanpa batas.',
    },
    en: { title: 'Speed is wrong', detail: 'Write whole kilobits a second; 0 means no limit.' },
  },
  'BILLING.PACKAGE_UNKNOWN': {
    id: { title: 'Paket tidak ditemukan', detail: 'Paket ini tidak ada.' },
    en: { title: 'Package not found', detail: 'There is no such package.' },
  },
  'BILLING.PAYMENT_UNAVAILABLE': {
    id: {
      title: 'Pembayaran sedang terganggu',
      detail: 'Belum ada yang dibayar. Coba lagi beberapa menit lagi.',
    },
    en: { title: 'Payment is unavailable', detail: 'Nothing was paid. Try again in a few minutes.' },
  },
  'BILLING.PROMO_BONUS_INVALID': {
    id: { title: 'Bonus promo salah', detail: 'Isi bonus kuota dalam byte; diskon tidak memakai bonus.' },
    en: { title: 'Bonus is wrong', detail: 'Write the bonus in bytes; a discount has none.' },
  },
  'BILLING.PROMO_DISCOUNT_INVALID': {
    id: {
      title: 'Diskon promo salah',
      detail: 'Isi persen (1 sampai 99) atau rupiah, salah satu; hanya untuk diskon.',
    },
    en: {
      title: 'Discount is wrong',
      detail: 'Write percent (1 to 99) or rupiah, one of both; of a discount only.',
    },
  },
  'BILLING.PROMO_KIND_INVALID': {
    id: {
      title: 'Jenis promo salah',
      detail: 'Pilih bonus pendaftaran, diskon, atau bonus kuota, untuk paling banyak 100 paket.',
    },
    en: {
      title: 'Kind of promo is wrong',
      detail: 'Choose registration bonus, discount or bonus quota, for up to 100 packages.',
    },
  },
  'BILLING.PROMO_TIMES_INVALID': {
    id: { title: 'Waktu promo salah', detail: 'Tulis waktu mulai, dan waktu selesai sesudahnya.' },
    en: { title: 'Times are wrong', detail: 'Write a start, and an end after it.' },
  },
  'BILLING.PROMO_UNKNOWN': {
    id: { title: 'Promo tidak ditemukan', detail: 'Promo ini tidak ada.' },
    en: { title: 'Promo not found', detail: 'There is no such promo.' },
  },
  'BILLING.FORMAT_INVALID': {
    id: { title: 'Format tidak dikenal', detail: 'Pilih pdf atau png.' },
    en: { title: 'Unknown format', detail: 'Choose pdf or png.' },
  },
  'BILLING.SUBSCRIBER_SITE_INVALID': {
    id: {
      title: 'Lokasi pelanggan tidak dapat dipakai',
      detail:
        'Lokasi “{site}” tidak dapat dipakai. Ubah lokasi pelanggan ini (1–32 huruf kecil, angka, atau tanda hubung), lalu ulangi penjualan.',
    },
    en: {
      title: 'The subscriber’s site cannot be used',
      detail:
        'The site “{site}” cannot be used. Change the site of this subscriber (1–32 small letters, digits or dashes), then sell again.',
    },
  },
  'BILLING.SALE_CANCELLED': {
    id: {
      title: 'Penjualan ini sudah dibatalkan',
      detail: 'Penjualan lain menggantikannya. Periksa pesanan pelanggan; jual lagi bila memang belum ada.',
    },
    en: {
      title: 'This sale was cancelled',
      detail: 'Another sale took its place. Check the orders of the subscriber; sell again if none is there.',
    },
  },
  'BILLING.SALE_TWICE': {
    id: {
      title: 'Penjualan ini sudah tercatat',
      detail:
        'Penjualan yang sama baru saja dibayar. Jangan terima uang dua kali; jual lagi bila memang dua.',
    },
    en: {
      title: 'This sale is booked already',
      detail: 'The same sale has just been paid. Take the money once only; sell again if two are wanted.',
    },
  },
  'BILLING.PAY_BILL_FIRST': {
    id: {
      title: 'Bayar tagihan dulu',
      detail: 'Akses diblokir karena tagihan belum dibayar. Setelah dibayar, paket bisa dibeli lagi.',
    },
    en: {
      title: 'Pay the bill first',
      detail: 'Access is blocked for an unpaid bill. Once it is paid, packages can be bought again.',
    },
  },
  'BILLING.SETTLE_DEBT_FIRST': {
    id: {
      title: 'Lunasi tunggakan dulu',
      detail: 'Akun ini diblokir karena tunggakan. Setelah lunas, paket bisa dibeli lagi.',
    },
    en: {
      title: 'Settle the debt first',
      detail: 'This account is blocked because of a debt. Once it is settled, packages can be bought again.',
    },
  },
  'BILLING.SUBSCRIBER_BLOCKED': {
    id: { title: 'Akun diblokir', detail: 'Akun ini diblokir. Hubungi pengelola.' },
    en: { title: 'Account is blocked', detail: 'This account is blocked. Contact the operator.' },
  },
  'BILLING.SUBSCRIBER_INACTIVE': {
    id: {
      title: 'Akun belum aktif',
      detail: 'Akun ini belum disetujui atau dinonaktifkan. Hubungi pengelola.',
    },
    en: {
      title: 'Account is not active',
      detail: 'This account is not approved yet, or disabled. Contact the operator.',
    },
  },
  'BILLING.SHIFT_UNKNOWN': {
    id: {
      title: 'Sif laci tidak ditemukan',
      detail: 'Laci ini belum pernah dibuka, atau nomor sifnya salah.',
    },
    en: {
      title: 'Shift not found',
      detail: 'This drawer was never opened, or the number of the shift is wrong.',
    },
  },
  'BILLING.BATCH_UNKNOWN': {
    id: { title: 'Tugas massal tidak ditemukan', detail: 'Periksa id-nya.' },
    en: { title: 'Batch not found', detail: 'Check its id.' },
  },
  'BILLING.BATCH_EMPTY': {
    id: { title: 'Tidak ada baris', detail: 'Tidak ada pelanggan yang dipilih, atau berkasnya kosong.' },
    en: { title: 'There are no rows', detail: 'No subscriber is chosen, or the file is empty.' },
  },
  'BILLING.BATCH_TOO_LARGE': {
    id: {
      title: 'Terlalu banyak baris',
      detail: '{rows} baris, paling banyak {most}. Bagi menjadi beberapa.',
    },
    en: { title: 'Too many rows', detail: '{rows} rows, at most {most}. Divide them.' },
  },
  'BILLING.ROW_PHONE_TWICE': {
    id: { title: 'Nomor ganda', detail: 'Sama dengan baris {twinRow}.' },
    en: { title: 'Number twice', detail: 'The same as in row {twinRow}.' },
  },
  'BILLING.ROW_PHONE_EMPTY': {
    id: { title: 'Nomor HP kosong', detail: 'Isi nomor HP di baris ini.' },
    en: { title: 'Phone number is empty', detail: 'Write the phone number in this row.' },
  },
  'BILLING.ROW_QUOTA_INVALID': {
    id: { title: 'Kuota tidak dimengerti', detail: 'Tulis GB sebagai angka, misalnya 5 atau 1,5.' },
    en: { title: 'Quota not understood', detail: 'Write GB as a number, such as 5 or 1.5.' },
  },
  'BILLING.ROW_DAYS_INVALID': {
    id: { title: 'Masa berlaku tidak dimengerti', detail: 'Tulis hari sebagai bilangan bulat sampai 3650.' },
    en: { title: 'Days not understood', detail: 'Write days as a whole number up to 3,650.' },
  },
  'BILLING.ROW_TEXT_INVALID': {
    id: { title: 'Ada huruf yang tidak terbaca', detail: 'Hapus tanda tersembunyi dari baris ini.' },
    en: { title: 'Unreadable characters', detail: 'Remove hidden characters from this row.' },
  },
  'BILLING.GOODWILL_UNKNOWN': {
    id: { title: 'Pemberian tidak ditemukan', detail: 'Periksa id-nya.' },
    en: { title: 'Goodwill not found', detail: 'Check its id.' },
  },
  'BILLING.GOODWILL_FOR_NOBODY': {
    id: { title: 'Tidak ada penerima', detail: 'Tidak ada pelanggan di lokasi atau router itu.' },
    en: { title: 'Nobody to give to', detail: 'No subscriber is at that site or router.' },
  },
  'BILLING.GOODWILL_TOO_MANY': {
    id: {
      title: 'Penerima lebih banyak dari yang dikira',
      detail: '{subscribers} pelanggan, paling banyak {most}.',
    },
    en: { title: 'More receivers than thought', detail: '{subscribers} subscribers, at most {most}.' },
  },
  'BILLING.GOODWILL_REPEATED': {
    id: {
      title: 'Sudah diberi dalam 24 jam terakhir',
      detail: 'Tempat ini sudah mendapat kompensasi pada {givenAt}. Konfirmasi dulu untuk memberi lagi.',
    },
    en: {
      title: 'Given within the last 24 hours',
      detail: 'This place got goodwill at {givenAt} already. Confirm to give once more.',
    },
  },
  'BILLING.REMINDED_TODAY': {
    id: { title: 'Sudah diingatkan hari ini', detail: 'Satu orang diingatkan paling banyak sekali sehari.' },
    en: { title: 'Reminded today already', detail: 'A person is reminded once a day at the most.' },
  },
  'BILLING.NO_DEBT': {
    id: { title: 'Tidak ada tunggakan', detail: 'Tidak ada yang perlu diingatkan.' },
    en: { title: 'Nothing is owed', detail: 'There is nothing to remind of.' },
  },
  'BILLING.PART_HAS_NO_SHARE': {
    id: { title: 'Tidak ada bagian kuota untuk ditarik', detail: 'Yang dibeli tanpa batas, atau pelunasan.' },
    en: {
      title: 'There is no share to take back',
      detail: 'What was bought is unlimited, or settles a debt.',
    },
  },
} satisfies ErrorTexts;
