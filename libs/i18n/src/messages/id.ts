// What is sent out by WhatsApp, in Indonesian. Keys are the templates of proto saring.notification.v1.
export const id = {
  'otp.code':
    '*{code}* adalah kode masuk WiFi Anda. Berlaku {minutes} menit. Jangan berikan kode ini kepada siapa pun.',
  'otp.change':
    '*{code}* adalah kode untuk MENGGANTI NOMOR akun WiFi. Berlaku {minutes} menit. Bukan Anda yang meminta? Abaikan, dan jangan berikan kode ini kepada siapa pun.',
  'reverse.proved':
    'Nomor Anda terbukti. Lanjutkan di halaman WiFi pada HP yang menampilkan kode itu.\nBukan Anda yang membuka halaman itu? Hapus perangkatnya di {page}',
  'reverse.opened':
    'Nomor Anda terbukti. HP yang menampilkan kode itu langsung tersambung.\nBukan HP Anda? Hapus perangkatnya di {page}',
  'reverse.void': 'Kode itu tidak berlaku (lagi). Buka halaman WiFi untuk kode yang baru.',
  'reverse.forwarded':
    'Pesan terusan tidak kami terima: kode masuk harus Anda kirim sendiri dari halaman WiFi Anda. Jangan kirim kode milik orang lain.',
  'reverse.closed': 'Nomor ini belum terdaftar di WiFi ini.\nHubungi pengelola: {contact}',
  'reverse.elsewhere': 'Kode masuk harus dikirim dari WhatsApp nomor Anda, bukan dari Telegram.',
  'bot.help':
    'Balas dengan satu kata:\nSALDO – sisa kuota\nPAKAI – pemakaian\nBELI – beli kuota\nTAGIHAN atau BAYAR – tagihan dan cara bayar\nPERANGKAT – perangkat Anda\nBERHENTI atau MULAI – siaran\n{page}',
  'bot.stranger': 'Nomor ini belum terdaftar. Masuk dulu lewat halaman WiFi.\nHubungi pengelola: {contact}',
  'bot.balance': 'Sisa kuota: {remaining}.\nBerlaku sampai {expires}.\nUtang kuota: {owed}.\n{page}',
  'bot.unlimited': 'Kuota Anda tanpa batas.\nBerlaku sampai {expires}.\nUtang kuota: {owed}.\n{page}',
  'bot.usage': 'Terpakai hari ini {today}, 7 hari terakhir {week}.\n{page}',
  'bot.buy': 'Beli kuota di portal WiFi, menu Beli.\n{link}',
  'bot.bills': 'Tagihan Anda {amount}. Bayar di portal WiFi, atau di sini:\n{link}',
  'bot.no_bills': 'Tidak ada tagihan yang belum dibayar.',
  'bot.stopped':
    'Anda tidak menerima siaran lagi. Kode masuk, kuota, dan tagihan tetap dikirim.\nBalas MULAI untuk menerimanya lagi.',
  'bot.started': 'Anda menerima siaran lagi. Balas BERHENTI bila tidak mau.',
  'bot.devices': 'Perangkat Anda ({count} dari {limit}): {list}.\n{page}',
  'bot.operator_linked':
    'Nomor Anda terbukti. Balas BANTUAN untuk kata-kata pengelola. Berlaku 90 hari; akhiri kapan saja di Akun saya di konsol.',
  'bot.operator_void': 'Kode itu tidak berlaku (lagi). Buka Akun saya di konsol untuk kode yang baru.',
  'bot.operator_help':
    'Kata-kata pengelola:\n{list}\n\nUntuk akun Anda sendiri: SALDO, PAKAI, BELI, TAGIHAN, PERANGKAT.',
  'bot.operator_forbidden': 'Peran Anda tidak mengizinkan itu. Balas BANTUAN untuk kata-kata Anda.',
  'bot.operator_found': 'Pelanggan yang cocok:\n{list}\n{link}',
  'bot.operator_nobody':
    'Tidak ada pelanggan yang cocok. Tulis CARI, lalu nama, nomor utuh, atau empat angka terakhirnya.',
  'bot.operator_sell': 'Uang tidak bergerak lewat pesan. Jual di konsol:\n{link}',
  'bot.operator_payments':
    'Menunggu konfirmasi: {count}\n{list}\nPeriksa uangnya, lalu konfirmasi di konsol:\n{link}',
  'bot.operator_no_payments': 'Tidak ada pembayaran yang menunggu konfirmasi.',
  'bot.operator_routers': 'Router terjangkau: {count} dari {limit}.\nTidak terjangkau: {routers}\n{link}',
  'phone.changed_from':
    'Nomor akun WiFi Anda diganti. Akun itu sekarang memakai nomor yang berakhiran {phone}. Bila ini bukan Anda, segera hubungi pengelola.\nHubungi pengelola: {contact}',
  'phone.changed_to':
    'Nomor ini sekarang nomor akun WiFi Anda, menggantikan nomor yang berakhiran {phone}. Perangkat dan kuota tetap.',
  'phone.linked':
    'Pesan untuk nomor ini sekarang juga dapat dikirim ke {where}. Bila ini bukan Anda, akhiri di menu Akun dan keluarkan perangkat yang bukan milik Anda.\n{page}\nHubungi pengelola: {contact}',
  'quota.granted': 'Kuota Anda bertambah {amount}. Sisa kuota: {remaining}.',
  'quota.extended': 'Masa aktif kuota Anda diperpanjang {time}: {reason}.\n{page}',
  'quota.goodwill': 'Anda mendapat kuota {amount}: {reason}.\nBerlaku {lasts}.\n{page}',
  'quota.low': 'Sisa kuota Anda {remaining}. Buka halaman WiFi untuk mengisi kuota.\n{page}',
  'quota.slowed': 'Sisa kuota Anda {remaining}. Kecepatan diturunkan sampai kuota diisi lagi.\n{page}',
  'quota.ends':
    'Kuota Anda {remaining} berlaku sampai {until}. Pakai sebelum itu, atau buka halaman WiFi untuk memperpanjang.\n{page}',
  'quota.restored': 'Akses WiFi Anda kembali normal. Sisa kuota: {remaining}.',
  'quota.exhausted': 'Kuota Anda habis. Buka halaman WiFi untuk mengisi kuota.\n{page}',
  'quota.time_over': 'Waktu pakai Anda habis. Buka halaman WiFi untuk membeli waktu atau kuota.\n{page}',
  'quota.expired': 'Masa aktif kuota Anda sudah berakhir. Buka halaman WiFi untuk mengisi kuota.\n{page}',
  'device.evicted':
    'Perangkat *{device}* dikeluarkan dari akun WiFi Anda karena perangkat baru masuk. Bila ini bukan Anda, hubungi pengelola.\nHubungi pengelola: {contact}',
  'device.moved':
    'Perangkat *{device}* dipindahkan dari akun WiFi Anda ke nomor lain. Bila ini bukan Anda, hubungi pengelola.\nHubungi pengelola: {contact}',
  'access.blocked':
    'Akses WiFi Anda diblokir: {reason}. Hubungi pengelola bila ini keliru.\nHubungi pengelola: {contact}',
  'access.unblocked': 'Akses WiFi Anda sudah dibuka kembali.',
  'approval.approved': 'Pendaftaran Anda disetujui. Selamat memakai WiFi.\n{page}',
  'approval.rejected':
    'Pendaftaran Anda ditolak: {reason}. Tanyakan kepada pengelola bila ini keliru.\nHubungi pengelola: {contact}',
  'request.approved': 'Permintaan kuota Anda disetujui: {amount}.\nBerlaku sampai {expires}.\n{page}',
  'request.rejected': 'Permintaan kuota Anda ditolak: {reason}.\nHubungi pengelola: {contact}',
  'family.invited':
    '*{who}* mengajak Anda memakai kuotanya. Buka halaman WiFi, lalu _Akun_ → _Keluarga_, paling lambat {until}.\n{page}',
  'family.removed': 'Anda tidak lagi memakai kuota *{who}*. Kuota Anda sendiri tetap ada.\n{page}',
  'family.joined': '*{who}* sekarang memakai kuota Anda.\n{page}',
  'family.declined': '*{who}* menolak ajakan memakai kuota Anda.',
  'family.left': '*{who}* tidak lagi memakai kuota Anda.',
  'purchase.receipt':
    'Pembayaran diterima, terima kasih.\n*{item}* sudah aktif.\nMasa berlaku: {expires}.\nJumlah: {amount}\nNota: {invoice}\nBukti bayar: {link}',
  'line.slowed':
    'Kuota {quota} jalur *{line}* habis. Kecepatan diturunkan sampai {until}, lalu kembali penuh dengan sendirinya.\n{page}',
  'line.held': 'Kuota {quota} jalur *{line}* habis. Internet kembali sendiri pada {until}.\n{page}',
  'line.freed': 'Jalur *{line}* kembali normal.',
  'purchase.called_off': 'Tagihan *{item}* ({amount}) dibatalkan. Tidak perlu dibayar lagi.',
  'purchase.pending':
    'Pesanan Anda menunggu pembayaran.\n*{item}*: {amount}\nBayar ke: {payTo}\nBayar sebelum {until}.\nLanjutkan di sini: {link}',
  'purchase.refunded':
    'Uang Anda untuk *{item}* sudah dikembalikan: {amount}.\nDari yang dibayar: {paid}\nKuota yang ditarik: {takenBack}',
  'purchase.refunded.kept':
    'Uang Anda untuk *{item}* sudah dikembalikan: {amount}. Yang Anda beli tetap milik Anda.',
  'purchase.refunded.part':
    'Sebagian uang Anda untuk *{item}* sudah dikembalikan.\nYang sudah kembali seluruhnya: {amount}\nDari yang dibayar: {paid}\nKuota yang ditarik seluruhnya: {takenBack}',
  'purchase.twice':
    'Pembayaran Anda untuk *{item}* masuk dua kali. {amount} yang kedua akan kami kembalikan, atau kami berikan *{item}* sekali lagi: beri tahu pengelola mana yang Anda mau.\nPesanan: {order}\nHubungi pengelola: {contact}',
  'purchase.twice.returned':
    'Pembayaran kedua untuk *{item}* sudah dikembalikan: {amount}.\nPesanan: {order}',
  'purchase.twice.given':
    'Pembayaran kedua ({amount}) dipakai untuk *{item}* sekali lagi. Terima kasih.\nPesanan: {order}',
  'bill.issued':
    'Tagihan baru Anda: *{item}*\nJumlah: {amount}\nBayar paling lambat {due}.\nBayar di sini: {link}',
  'bill.reminder':
    'Pengingat tagihan Anda: *{item}*\nBelum dibayar: {amount}\nBayar paling lambat {due}.\nBayar di sini: {link}',
  'bill.overdue':
    'Tagihan Anda *{item}* sudah jatuh tempo {due}.\nBelum dibayar: {amount}\nBayar di sini: {link}',
  'bill.received': 'Pembayaran {amount} sudah kami terima, terima kasih.\n{rest}\nTagihan Anda: {link}',
  'package.change_approved':
    'Permintaan ganti paket Anda disetujui: *{item}*\nBerlaku mulai {from}\nHarga per periode: {price}\nBelum dibayar sekarang: {owed}\nTagihan Anda: {link}',
  'package.change_refused':
    'Permintaan ganti paket Anda ke *{item}* tidak disetujui.\nAlasan: {reason}\nPaket Anda tetap seperti sekarang.\n{page}',
  'bill.paid':
    'Pembayaran diterima, terima kasih.\n*{item}*\nJumlah: {amount}\nNota: {invoice}\nBukti bayar: {link}',
  'debt.added': 'Anda mendapat kuota {bytes} sebagai tunggakan {amount}. Lunasi sebelum {due}.',
  'debt.settled':
    'Tunggakan Anda ({bytes}) sudah lunas, terima kasih.\nJumlah: {amount}\nNota: {invoice}\nBukti bayar: {link}',
  'debt.partly_paid': 'Pembayaran tunggakan diterima: {amount}.\nMasih tersisa {rest}.\nBukti bayar: {link}',
  'debt.refunded':
    'Uang Anda untuk *{item}* sudah dikembalikan: {amount}.\nDari yang dibayar: {paid}\nTunggakan yang kembali berlaku: {takenBack}',
  'debt.reminder':
    'Pengingat: tunggakan Anda {amount} jatuh tempo {when} ({due}). Buka halaman WiFi untuk melunasi.\n{page}',
  'voucher.code':
    'Kode voucher {item} Anda: {code}\nBuka halaman WiFi, pilih “Punya voucher?”, lalu ketik kode ini.',
  'voucher.gift':
    'Anda mendapat hadiah paket *{item}* dari nomor yang berakhiran {from}. Kuotanya sudah masuk ke akun Anda.\n{page}',
  'voucher.bought':
    'Pembayaran diterima, terima kasih.\nKode *{item}*: {code}\nBerikan kode ini kepada siapa saja: di halaman WiFi pilih “Punya voucher?”, lalu ketik kodenya.\nJumlah: {amount}\nNota: {invoice}\nBukti bayar: {link}',
  'debt.asked':
    'Pengingat dari pengelola: tunggakan Anda {amount}.\nJatuh tempo pertama: {firstDue}\nBuka halaman WiFi untuk melunasi.\n{page}',
  'debt.overdue':
    'Tunggakan Anda {amount} sudah lewat jatuh tempo ({due}). Buka halaman WiFi untuk melunasi.\n{page}',
  'debt.overdue.blocked':
    'Tunggakan Anda {amount} sudah lewat jatuh tempo ({due}). Akses WiFi diblokir sampai lunas. Buka halaman WiFi untuk melunasi.\n{page}',
  'debt.near_limit':
    'Tunggakan Anda {amount} mendekati batas. Bila mencapai batas, akses WiFi diblokir sampai sebagian dibayar.\n{page}',
  'debt.at_limit':
    'Tunggakan Anda {amount} sudah mencapai batas. Akses WiFi diblokir; bayar sebagian sampai di bawah batas, dan akses terbuka lagi. Buka halaman WiFi untuk membayar.\n{page}',
  'debt.unblocked': 'Pembayaran tunggakan diterima. Akses WiFi Anda dibuka kembali.\nMasih tersisa {owed}.',
  'broadcast.text': '{text}\nHalaman WiFi: {page}',
  'channel.test':
    'Ini pesan uji dari pengelola WiFi. Bila Anda membacanya, WhatsApp sudah tersambung. Tidak perlu dibalas.',
  'operator.money_alert': 'Uang perlu dilihat: {what}.\nPesanan: {order}\nBuka daftar peringatan di konsol.',
  'operator.debt_limit':
    'Tunggakan {person} sudah mencapai batas: {amount}. Aksesnya diblokir sampai di bawah batas.',
  'operator.router_down':
    'Router tidak terjangkau:\n{routers}\nPeriksa listrik dan jalur internetnya, lalu buka halaman Router di konsol.',
  'operator.router_up': 'Router terjangkau lagi:\n{routers}',
  'operator.registrations': 'Menunggu persetujuan: {who}.\nBuka daftar pelanggan di konsol.',
  'operator.quota_requests': 'Meminta kuota: {who}.\nBuka daftar permintaan di konsol.',
  'operator.held':
    'Pemakaian ditahan untuk diperiksa: {amount} ({count} catatan).\nBuka halaman Meter di konsol.',
  'operator.evening':
    '*Ringkasan {date}*\nLokasi: {site}\nUang masuk: {received}\n{takings}\nDikembalikan: {refunded}\nPaket terjual:\n{packages}\nUtang dilunasi: {settlements}\nPelanggan baru: {people}\nKuota berakhir besok: {ending}\nPesanan gagal: {failed}\nSudah dibayar, belum diberikan: {waiting}\nRouter mati: {routers}',
} as const;

export type MessageKey = keyof typeof id;
