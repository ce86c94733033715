// What a person is told when something is refused, in Indonesian: what happened, then what to do.
export const id = {
  'PHONE.INVALID': {
    title: 'Nomor tidak dikenali',
    detail: 'Tulis nomor ponsel Indonesia, misalnya 0812 3456 7890.',
  },
  'MAC.INVALID': {
    title: 'Alamat perangkat salah',
    detail: 'Tulis dua belas angka heksadesimal, misalnya AA:BB:CC:DD:EE:FF.',
  },
  'BYTES.INVALID': { title: 'Jumlah byte salah', detail: 'Tulis bilangan bulat yang tidak negatif.' },
  'RUPIAH.INVALID': { title: 'Jumlah rupiah salah', detail: 'Tulis bilangan bulat yang tidak negatif.' },
  'AUTH.OTP_TOO_SOON': {
    title: 'Tunggu sebentar',
    detail: 'Kode baru dapat diminta {wait} lagi.',
  },
  'AUTH.OTP_DAILY_LIMIT': {
    title: 'Batas kode hari ini tercapai',
    detail: 'Coba lagi besok, atau hubungi pengelola.',
  },
  'AUTH.OTP_UNDELIVERABLE': {
    title: 'Kode tidak dapat dikirim',
    detail:
      'Nomor ini tidak memakai WhatsApp, atau WhatsApp menolaknya. Periksa nomornya atau pakai nomor lain.',
  },
  'AUTH.OTP_WRONG': {
    title: 'Kode salah',
    detail: 'Periksa lagi kode di WhatsApp. Sisa percobaan: {triesLeft}.',
  },
  'AUTH.OTP_DEAD': { title: 'Kode hangus', detail: 'Terlalu banyak percobaan. Minta kode baru.' },
  'AUTH.OTP_EXPIRED': { title: 'Kode kedaluwarsa', detail: 'Minta kode baru.' },
  'AUTH.OTP_USED': { title: 'Kode sudah dipakai', detail: 'Minta kode baru.' },
  'AUTH.OTP_LOCKED': {
    title: 'Nomor dikunci sementara',
    detail: 'Terlalu banyak kode salah. Coba lagi besok, atau hubungi pengelola.',
  },
  'AUTH.DEVICE_OF_ANOTHER': {
    title: 'Perangkat milik nomor lain',
    detail: 'Perangkat ini terdaftar pada nomor lain. Setujui pemindahan untuk melanjutkan.',
  },
  'AUTH.DEVICE_NEEDS_OWNER': {
    title: 'Perangkat di akun lain',
    detail: 'Pemiliknya perlu menghapusnya di halaman Perangkat, atau tanya pengelola WiFi.',
  },
  'AUTH.DEVICE_NOT_FOUND': {
    title: 'Perangkat tidak ditemukan lagi',
    detail: 'Nyalakan perangkatnya, lalu cari lagi.',
  },
  'AUTH.DEVICES_FULL': {
    title: 'Jatah perangkat penuh',
    detail:
      'Akun ini sudah memakai semua jatah perangkat. Pilih yang dikeluarkan; perangkat baru menggantikannya.',
  },
  'AUTH.DEVICES_ONLINE': {
    title: 'Semua perangkat sedang dipakai',
    detail: 'Akun Anda sudah memakai semua jatah perangkat. Pilih perangkat yang dikeluarkan.',
  },
  'AUTH.DEVICE_UNKNOWN': {
    title: 'Perangkat tidak ditemukan',
    detail: 'Perangkat ini tidak (lagi) terdaftar.',
  },
  'AUTH.SESSION_REVOKED': { title: 'Sesi berakhir', detail: 'Masuk lagi dengan nomor Anda.' },
  'AUTH.SESSION_EXPIRED': { title: 'Sesi berakhir', detail: 'Masuk lagi dengan nomor Anda.' },
  'AUTH.SESSION_REUSED': {
    title: 'Sesi berakhir',
    detail: 'Sesi ini dipakai dua kali, jadi diakhiri demi keamanan. Masuk lagi.',
  },
  'AUTH.UNAUTHENTICATED': { title: 'Belum masuk', detail: 'Masuk dengan nomor Anda.' },
  'AUTH.OPERATOR_UNAUTHENTICATED': {
    title: 'Belum masuk',
    detail: 'Masuk sebagai petugas, atau kirim kunci API yang berlaku.',
  },
  'AUTH.OPERATOR_WRONG': { title: 'Gagal masuk', detail: 'E-mail, nomor, atau kata sandi salah.' },
  'AUTH.OPERATOR_LOCKED': {
    title: 'Masuk ditutup sementara',
    detail: 'Terlalu banyak percobaan. Coba lagi {wait} lagi.',
  },
  'AUTH.OPERATOR_STAYS': {
    title: 'Petugas tetap ada',
    detail: 'Petugas ini tidak ada, atau satu-satunya super_admin yang tersisa.',
  },
  'AUTH.LOGIN_BUSY': {
    title: 'Banyak yang sedang masuk',
    detail: 'Coba lagi dalam {wait}.',
  },
  'AUTH.API_KEY_SCOPE': {
    title: 'Izin kunci melebihi pembuatnya',
    detail: 'Anda sendiri tidak punya izin {scope}.',
  },
  'AUTH.API_KEY_DAYS': {
    title: 'Masa berlaku kunci salah',
    detail: 'Pilih 1 sampai {mostDays} hari.',
  },
  'AUTH.TOTP_REQUIRED': { title: 'Kode kedua diperlukan', detail: 'Tulis kode dari aplikasi autentikator.' },
  'AUTH.TOTP_WRONG': {
    title: 'Kode kedua salah',
    detail: 'Tulis kode yang terbaru dari aplikasi autentikator.',
  },
  'AUTH.TOTP_EXISTS': { title: 'Kode kedua sudah aktif', detail: 'Hapus yang lama dulu.' },
  'AUTH.PASSWORD_UNFIT': {
    title: 'Kata sandi tidak memenuhi syarat',
    detail: 'Pakai kata sandi baru, paling sedikit {leastCharacters} karakter.',
  },
  'AUTH.PASSWORD_CHANGE_REQUIRED': {
    title: 'Ganti kata sandi',
    detail: 'Kata sandi sekali pakai harus diganti dulu.',
  },
  'AUTH.FORBIDDEN': { title: 'Tidak diizinkan', detail: 'Peran Anda tidak memiliki izin {permission}.' },
  'AUTH.SUBSCRIBER_UNKNOWN': {
    title: 'Pelanggan tidak ditemukan',
    detail: 'Periksa nomor atau id pelanggan.',
  },
  'AUTH.SUBSCRIBER_EXISTS': { title: 'Pelanggan sudah ada', detail: 'Pelanggan ini sudah terdaftar.' },
  'AUTH.PHONE_TAKEN': { title: 'Nomor sudah terdaftar', detail: 'Nomor ini milik pelanggan lain.' },
  'AUTH.PHONE_SAME': { title: 'Nomornya sama', detail: 'Tulis nomor yang berbeda dari nomor sekarang.' },
  'AUTH.PHONE_MISSING': {
    title: 'Akun tanpa nomor',
    detail: 'Nomor akun ini sudah dilepas. Pengelola dapat memberi nomor baru.',
  },
  'AUTH.NUMBER_SILENT': {
    title: 'Nomor ini lama tidak dipakai',
    detail: 'Pilih apakah akun lama nomor ini milik Anda.',
  },
  'AUTH.NUMBER_ASK_OPERATOR': {
    title: 'Hubungi pengelola',
    detail: 'Akun nomor ini hanya dapat dimulai dari awal oleh pengelola.',
  },
  'AUTH.REASON_MISSING': { title: 'Alasan belum diisi', detail: 'Tulis alasannya.' },
  'AUTH.ROLE_INVALID': { title: 'Peran tidak dikenal', detail: 'Pilih peran yang tersedia.' },
  'AUTH.PERSONAL_DATA_TOO_LONG': {
    title: 'Data terlalu panjang',
    detail: 'Nama paling banyak 100 karakter; isian paling banyak 30, masing-masing 200 karakter.',
  },
  'AUTH.EMAIL_INVALID': { title: 'E-mail salah', detail: 'Periksa penulisan e-mail.' },
  'AUTH.EMAIL_TAKEN': { title: 'E-mail atau nomor sudah dipakai', detail: 'Pakai yang lain.' },
  'AUTH.API_KEY_NAME_MISSING': { title: 'Nama kunci belum diisi', detail: 'Beri nama kunci API ini.' },
  'AUTH.API_KEYS_TOO_MANY': {
    title: 'Kunci API terlalu banyak',
    detail: 'Paling banyak {limit} kunci; cabut yang tidak dipakai.',
  },
  'AUTH.API_KEY_UNKNOWN': { title: 'Kunci API tidak ditemukan', detail: 'Mungkin sudah dicabut.' },
  'ORDER.NO_QR': {
    title: 'Tidak ada kode QR',
    detail: 'Pesanan ini tidak punya kode QR yang utuh. Pilih cara bayar lain.',
  },
  'NOTIFICATION.ATTACHMENT_INVALID': {
    title: 'Berkas tidak diterima',
    detail: 'Kirim PDF, PNG, atau JPEG, paling besar {mostBytes} byte.',
  },
  'NOTIFICATION.LANE_INVALID': { title: 'Jalur tidak dikenal', detail: 'Pilih own, known atau stranger.' },
  'NOTIFICATION.UNAVAILABLE': {
    title: 'Kode belum dapat dikirim',
    detail: 'Layanan pesan sedang terganggu. Coba lagi sebentar.',
  },
  'NOTIFICATION.CHANNEL_DOWN': {
    title: 'WhatsApp sedang terganggu',
    detail: 'Kode belum dapat dikirim. Coba lagi beberapa menit lagi.',
  },
  'NOTIFICATION.OTP_BUDGET_SPENT': {
    title: 'Jatah kode hari ini habis',
    detail: 'Coba lagi besok, atau hubungi pengelola.',
  },
  'NOTIFICATION.OTP_BUSY': {
    title: 'Banyak yang meminta kode',
    detail: 'Coba lagi {wait} lagi.',
  },
  'NOTIFICATION.OTP_SENDING_OFF': { title: 'Pengiriman kode dihentikan', detail: 'Hubungi pengelola.' },
  'NOTIFICATION.TEMPLATE_UNKNOWN': {
    title: 'Templat tidak dikenal',
    detail: 'Tidak ada templat {template}.',
  },
  'NOTIFICATION.PARAM_MISSING': { title: 'Isian templat kurang', detail: 'Isian {param} belum ada.' },
  'NOTIFICATION.PURPOSE_INVALID': { title: 'Tujuan pesan tidak dikenal', detail: 'Pilih otp atau notice.' },
  'NOTIFICATION.EXPIRY_INVALID': { title: 'Batas waktu salah', detail: 'Tulis waktu menurut ISO 8601.' },
  'PAYMENT.UNKNOWN': { title: 'Pesanan tidak ditemukan', detail: 'Periksa nomor pesanan.' },
  'PAYMENT.NOT_OPEN': { title: 'Pesanan sudah berakhir', detail: 'Status pesanan: {state}. Buat yang baru.' },
  'PAYMENT.NOT_MANUAL': {
    title: 'Bukan pesanan manual',
    detail: 'Hanya transfer dan tunai yang dikonfirmasi pengelola.',
  },
  'PAYMENT.AMOUNT_MISMATCH': {
    title: 'Jumlah tidak sama',
    detail: 'Nilai pesanan Rp {expectedRupiah}. Periksa yang dibayar.',
  },
  'PAYMENT.ALREADY_PAID': { title: 'Sudah dibayar', detail: 'Status pesanan: {state}.' },
  'PAYMENT.NOT_PAID': {
    title: 'Belum dibayar',
    detail: 'Hanya pesanan lunas yang dikembalikan; status: {state}.',
  },
  'PAYMENT.REFUND_TOO_MUCH': {
    title: 'Melebihi yang dibayar',
    detail: 'Paling banyak Rp {leftRupiah} dapat dikembalikan.',
  },
  'PAYMENT.REFUND_WHOLE_ONLY': {
    title: 'Harus seluruhnya',
    detail: 'Cara bayar ini hanya mengembalikan seluruh jumlah.',
  },
  'PAYMENT.REFUND_BY_HAND': {
    title: 'Kembalikan secara manual',
    detail: 'Cara bayar ini tidak punya pengembalian. Bayarkan lalu catat caranya.',
  },
  'PAYMENT.REFUND_FAILED': {
    title: 'Pengembalian ditolak',
    detail: 'Penyedia pembayaran menolak. Bayarkan manual lalu catat caranya.',
  },
  'PAYMENT.ORDER_ID_INVALID': {
    title: 'Pesanan belum lengkap',
    detail: 'Sertakan pesanan dan pelanggannya.',
  },
  'PAYMENT.AMOUNT_INVALID': {
    title: 'Jumlah salah',
    detail: 'Bayar dalam rupiah bulat, paling banyak Rp {mostRupiah}.',
  },
  'PAYMENT.METHOD_UNAVAILABLE': { title: 'Tidak tersedia', detail: 'Pilih cara bayar lain.' },
  'PAYMENT.BANK_INVALID': { title: 'Bank tidak dikenal', detail: 'Pilih salah satu dari {banks}.' },
  'PAYMENT.TEXT_INVALID': {
    title: 'Pesanan tidak terbaca',
    detail: 'Periksa keterangan dan alamatnya.',
  },
  'PAYMENT.STATE_INVALID': { title: 'Status tidak dikenal', detail: 'Pilih salah satu dari {states}.' },
  'PAYMENT.GATEWAY_UNAVAILABLE': {
    title: 'Pembayaran sedang terganggu',
    detail: 'Tidak ada tagihan yang dibuat. Coba beberapa menit lagi.',
  },
  'PAYMENT.GATEWAY_REJECTED': {
    title: 'Ditolak penyedia pembayaran',
    detail: 'Tidak ada tagihan yang dibuat. Pilih cara bayar lain.',
  },
  'PAYMENT.PROOF_TOO_LARGE': { title: 'Gambar terlalu besar', detail: 'Paling besar {mostBytes} byte.' },
  'PAYMENT.PROOF_INVALID': { title: 'Gambar tidak dikenali', detail: 'Kirim JPEG, PNG, atau WebP.' },
  'PAYMENT.PROOF_UNKNOWN': { title: 'Belum ada gambar', detail: 'Pesanan ini belum punya bukti transfer.' },
  'COMMAND.ID_REUSED': {
    title: 'Kunci perintah terpakai',
    detail: 'Kunci yang sama sudah dipakai untuk perintah dengan isi lain.',
  },
  'REQUEST.MALFORMED': { title: 'Permintaan tidak terbaca', detail: 'Periksa isi permintaan.' },
  'REQUEST.INVALID': { title: 'Isian salah', detail: '{reason}' },
  'REQUEST.TOO_LARGE': { title: 'Permintaan terlalu besar', detail: 'Kirim isi yang lebih kecil.' },
  'REQUEST.TOO_MANY': {
    title: 'Terlalu banyak permintaan',
    detail: 'Coba lagi {wait} lagi.',
  },
  'REQUEST.NOT_FOUND': { title: 'Tidak ditemukan', detail: 'Alamat ini tidak ada.' },
  'REQUEST.METHOD_NOT_ALLOWED': {
    title: 'Metode tidak didukung',
    detail: 'Alamat ini tidak menerima metode itu.',
  },
  'REQUEST.HEADERS_TOO_LARGE': {
    title: 'Header permintaan terlalu besar',
    detail: 'Hapus cookie situs ini lalu coba lagi.',
  },
  'REQUEST.TOO_SLOW': {
    title: 'Permintaan terlalu lambat',
    detail: 'Permintaan tidak selesai diterima pada waktunya. Coba lagi.',
  },
  'REQUEST.CROSS_SITE': {
    title: 'Permintaan dari situs lain ditolak',
    detail: 'Muat ulang halaman ini, lalu coba lagi.',
  },
  'SERVICE.UNAVAILABLE': { title: 'Layanan sedang terganggu', detail: 'Coba lagi sebentar.' },
  'SERVICE.FAILED': {
    title: 'Terjadi kesalahan',
    detail: 'Coba lagi. Bila berulang, sebutkan kode {traceId} kepada pengelola.',
  },
  'OBSERVATION.UNREADABLE': {
    title: 'Pengamatan tidak terbaca',
    detail: 'Pengamatan dari router ini disisihkan untuk diperiksa.',
  },
  'ROUTER.UNKNOWN': { title: 'Router tidak ditemukan', detail: 'Periksa id router.' },
  'ROUTER.CLIENT_UNKNOWN': {
    title: 'Perangkat belum dikenali router',
    detail: 'Pastikan Anda tersambung ke WiFi ini, lalu muat ulang.',
  },
  'ROUTER.DEVICE_OPEN': {
    title: 'Perangkat sudah tersambung',
    detail: 'Router sudah membuka akses perangkat ini, jadi tidak perlu didaftarkan lagi.',
  },
  'ROUTER.POSSESSION_NOT_PROVED': {
    title: 'Perangkat belum terbukti',
    detail: 'Ulangi dari perangkat yang tersambung ke WiFi ini.',
  },
  'QUOTA.ACCOUNT_UNKNOWN': { title: 'Akun kuota tidak ditemukan', detail: 'Akun ini belum ada.' },
  'COMMAND.ID_MISSING': { title: 'Kunci perintah belum ada', detail: 'Sertakan kunci perintah.' },
  'COMMAND.ID_REQUIRED': { title: 'Kunci perintah belum ada', detail: 'Sertakan kunci perintah.' },
  'QUOTA.BYTES_REQUIRED': {
    title: 'Jumlah kuota salah',
    detail: 'Tulis jumlah byte yang lebih dari nol, atau pilih tanpa batas.',
  },
  'QUOTA.REASON_REQUIRED': { title: 'Alasan belum diisi', detail: 'Tulis alasannya.' },
  'QUOTA.PACKAGE_SWALLOWED_BY_DEBT': {
    title: 'Kuota habis untuk tunggakan',
    detail: 'Seluruh kuota ini akan terpakai untuk tunggakan. Pilih yang lebih besar, atau lunasi dulu.',
  },
  'QUOTA.DEBT_UNKNOWN': { title: 'Tunggakan tidak ditemukan', detail: 'Mungkin sudah lunas.' },
  'QUOTA.GRANT_UNKNOWN': {
    title: 'Kuota itu tidak ada',
    detail: 'Mungkin sudah berakhir atau sudah ditarik.',
  },
  'QUOTA.MORE_THAN_OWED': { title: 'Melebihi tunggakan', detail: 'Tunggakannya hanya {owedBytes} byte.' },
  'QUOTA.NOTHING_OWED': { title: 'Tidak ada tunggakan', detail: 'Tidak ada yang perlu dilunasi.' },
  'QUOTA.BALANCE_TOO_LARGE': {
    title: 'Kuota melebihi yang dapat ditampung akun',
    detail: 'Jumlah kuota satu akun paling banyak 4 PiB. Tarik kembali kuota lain lebih dulu.',
  },
  'QUOTA.CORRECTION_TOO_LARGE': {
    title: 'Koreksi terlalu besar',
    detail: 'Yang terpakai hanya {usedBytes} byte.',
  },
  'QUOTA.ANOMALY_UNKNOWN': { title: 'Anomali tidak ditemukan', detail: 'Mungkin sudah diputuskan.' },
  'QUOTA.READ_MODEL_UNKNOWN': { title: 'Model baca tidak dikenal', detail: 'Tidak ada model baca {name}.' },
  'QUOTA.NOT_LEADER': { title: 'Sedang berpindah', detail: 'Coba lagi sebentar.' },
  'ROUTER.ACCOUNT_UNKNOWN': {
    title: 'Akun belum dikenal',
    detail: 'Router belum mendengar tentang akun ini.',
  },
  'ROUTER.INCOMPLETE': { title: 'Data router kurang', detail: 'Isi nama, alamat, pengguna, dan lokasi.' },
  'ROUTER.NAME_TAKEN': { title: 'Nama router terpakai', detail: 'Sudah ada router bernama {name}.' },
  'ROUTER.PORT_INVALID': { title: 'Port salah', detail: '{port} bukan port.' },
  'ROUTER.PORTAL_IS_LOCAL': {
    title: 'Router tidak dapat mencapai portal ini',
    detail:
      'PUBLIC_URL belum diatur, jadi baris ini memakai alamat yang hanya berlaku di mesin ini. Atur PUBLIC_URL ke alamat portal yang dapat dicapai router, lalu buat barisnya lagi.',
  },
  'ROUTER.ONBOARDING_EXPIRED': {
    title: 'Baris perintah ini sudah tidak berlaku',
    detail: 'Mulai lagi: baris baru berlaku satu jam.',
  },
  'ROUTER.PROOFS_BUSY': {
    title: 'Terlalu banyak perangkat sedang diperiksa',
    detail: 'Coba lagi dalam {wait}.',
  },
  'ROUTER.PROOF_REFUSED': {
    title: 'Router belum bisa memeriksa perangkat',
    detail: 'Router menolak menyiapkan pemeriksaan. Hubungi pengelola.',
  },
  'ROUTER.CLEAN_UP_UNREACHABLE': {
    title: 'Router tidak bisa dibersihkan',
    detail:
      'Router tidak menjawab, jadi semua yang dibuat Saring tetap ada di sana dan perangkatnya tetap online. Sambungkan dulu, atau hapus dengan leaveAsIs=true.',
  },
  'ROUTER.UNREACHABLE': {
    title: 'Router tidak terjangkau',
    detail: 'Periksa apakah router menyala dan tersambung.',
  },
  'BILLING.METHOD_INVALID': {
    title: 'Cara bayar tidak dikenal',
    detail: 'Pilih cara bayar lain; untuk VA, pilih juga banknya.',
  },
  'BILLING.NAME_INVALID': {
    title: 'Nama tidak dapat dipakai',
    detail: 'Isi nama paling panjang 60 huruf dan keterangan paling panjang 300 huruf.',
  },
  'BILLING.NO_REFERENCE_PACKAGE': {
    title: 'Harga tunggakan belum ada',
    detail: 'Belum ada paket yang menjadi dasar harga. Hubungi pengelola.',
  },
  'BILLING.ORDER_ALREADY_PAID': {
    title: 'Pesanan sudah dibayar',
    detail: 'Pesanan sebelumnya ternyata sudah dibayar dan tetap dijalankan.',
  },
  'BILLING.ORDER_EXISTS': { title: 'Pesanan sudah ada', detail: 'Pesanan ini sudah dibuat.' },
  'BILLING.ORDER_NOT_OPEN': {
    title: 'Pesanan sudah ditutup',
    detail: 'Pesanan ini tidak menunggu pembayaran lagi.',
  },
  'BILLING.ORDER_NOT_PAID': {
    title: 'Pesanan belum dibayar',
    detail: 'Hanya pesanan yang sudah dibayar dapat dikembalikan atau dibuatkan kuitansi.',
  },
  'BILLING.ORDER_UNKNOWN': {
    title: 'Pesanan tidak ditemukan',
    detail: 'Pesanan ini tidak ada, atau tautannya sudah berakhir.',
  },
  'BILLING.PACKAGE_DAYS_INVALID': {
    title: 'Masa aktif salah',
    detail: 'Tulis jumlah hari dari 0 (tanpa batas waktu) sampai 3.650.',
  },
  'BILLING.PACKAGE_INACTIVE': {
    title: 'Paket tidak dijual lagi',
    detail: '{name} sedang tidak dijual. Pilih paket lain.',
  },
  'BILLING.PACKAGE_PRICE_INVALID': {
    title: 'Harga paket salah',
    detail: 'Tulis harga dalam rupiah bulat, paling sedikit Rp 1.',
  },
  'BILLING.PACKAGE_SIZE_INVALID': {
    title: 'Ukuran paket salah',
    detail: 'Isi jumlah byte, atau pilih tanpa batas; tidak keduanya.',
  },
  'BILLING.PACKAGE_DEVICES_INVALID': {
    title: 'Jumlah perangkat salah',
    detail: 'Tulis bilangan bulat sampai {most}; 0 berarti sama seperti semua orang.',
  },
  'BILLING.PACKAGE_SPEED_INVALID': {
    title: 'Kecepatan paket salah',
    detail: 'Tulis kilobit per detik sebagai bilangan bulat; 0 berarti tanpa batas.',
  },
  'BILLING.PACKAGE_UNKNOWN': { title: 'Paket tidak ditemukan', detail: 'Paket ini tidak ada.' },
  'BILLING.PAYMENT_UNAVAILABLE': {
    title: 'Pembayaran sedang terganggu',
    detail: 'Belum ada yang dibayar. Coba lagi beberapa menit lagi.',
  },
  'BILLING.PROMO_BONUS_INVALID': {
    title: 'Bonus promo salah',
    detail: 'Isi bonus kuota dalam byte; diskon tidak memakai bonus.',
  },
  'BILLING.PROMO_DISCOUNT_INVALID': {
    title: 'Diskon promo salah',
    detail: 'Isi persen (1 sampai 99) atau rupiah, salah satu; hanya untuk diskon.',
  },
  'BILLING.PROMO_KIND_INVALID': {
    title: 'Jenis promo salah',
    detail: 'Pilih bonus pendaftaran, diskon, atau bonus kuota, untuk paling banyak 100 paket.',
  },
  'BILLING.PROMO_TIMES_INVALID': {
    title: 'Waktu promo salah',
    detail: 'Tulis waktu mulai, dan waktu selesai sesudahnya.',
  },
  'BILLING.PROMO_UNKNOWN': { title: 'Promo tidak ditemukan', detail: 'Promo ini tidak ada.' },
  'BILLING.FORMAT_INVALID': { title: 'Format tidak dikenal', detail: 'Pilih pdf atau png.' },
  'BILLING.SITE_INVALID': {
    title: 'Nama lokasi salah',
    detail: 'Tulis 1–32 huruf, angka, atau tanda hubung.',
  },
  'BILLING.TOO_MANY_SITES': {
    title: 'Lokasi terlalu banyak',
    detail: 'Paling banyak {most} lokasi dapat memiliki profil sendiri.',
  },
  'BILLING.PROFILE_TEXT_INVALID': {
    title: 'Teks terlalu panjang',
    detail: '{field} paling panjang {mostCharacters} karakter.',
  },
  'BILLING.PROFILE_TEXT_NOT_PLAIN': {
    title: 'Teks berisi tanda tersembunyi',
    detail: '{field} harus satu baris, tanpa tanda yang membalik arah tulisan.',
  },
  'BILLING.PROFILE_PHONE_INVALID': {
    title: 'Nomor salah',
    detail: 'Tulis nomor dengan angka, misalnya 0812 3456 7890.',
  },
  'BILLING.PROFILE_URL_INVALID': {
    title: 'Alamat salah',
    detail: '{field} harus dimulai dengan https:// atau http://.',
  },
  'BILLING.COLOR_INVALID': { title: 'Warna salah', detail: 'Tulis sebagai #rrggbb, misalnya #0b6b47.' },
  'BILLING.COLOR_TOO_LIGHT': {
    title: 'Warna terlalu terang',
    detail:
      'Kontras huruf putih di atasnya {contrast}; paling sedikit {leastContrast}. Pilih yang lebih gelap.',
  },
  'BILLING.TIME_ZONE_UNKNOWN': {
    title: 'Zona waktu tidak dikenal',
    detail: 'Tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT).',
  },
  'BILLING.LOGO_INVALID': {
    title: 'Logo tidak dapat dipakai',
    detail: 'Kirim PNG atau JPEG utuh, paling besar {mostBytes} bita dan 1.500 piksel per sisi.',
  },
  'BILLING.LOGO_UNKNOWN': { title: 'Tidak ada logo', detail: 'Lokasi ini tidak memiliki logo.' },
  'BILLING.SUBSCRIBER_BLOCKED': { title: 'Akun diblokir', detail: 'Akun ini diblokir. Hubungi pengelola.' },
  'BILLING.SUBSCRIBER_INACTIVE': {
    title: 'Akun belum aktif',
    detail: 'Akun ini belum disetujui atau dinonaktifkan. Hubungi pengelola.',
  },
} as const;
