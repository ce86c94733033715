import type { Texts } from '../language/language';

type State = 'resolving' | 'ready' | 'running' | 'paused' | 'stopped' | 'done' | 'scheduled';
type Key =
  | 'title'
  | 'intro'
  | 'list'
  | 'empty'
  | 'new'
  | 'back'
  | 'copy'
  | `state.${State}`
  | 'made'
  | 'ended'
  | 'from'
  | 'progress'
  | 'count.waiting'
  | 'count.unsent'
  | 'count.queued'
  | 'count.sent'
  | 'count.failed'
  | 'count.leftOut'
  | 'count.leftOut.why'
  | 'audience'
  | 'audience.all'
  | 'site'
  | 'anySite'
  | 'query'
  | 'query.hint'
  | 'statuses'
  | 'statuses.any'
  | 'package'
  | 'package.any'
  | 'package.gone'
  | 'router'
  | 'router.any'
  | 'router.hint'
  | 'router.gone'
  | 'overdue'
  | 'of.site'
  | 'of.query'
  | 'of.statuses'
  | 'of.package'
  | 'of.router'
  | 'text'
  | 'text.hint'
  | 'text.english'
  | 'text.english.hint'
  | 'text.more'
  | 'insert'
  | 'left'
  | 'preview'
  | 'preview.other'
  | 'preview.frame'
  | 'example.name'
  | 'pace'
  | 'pace.unit'
  | 'pace.hint'
  | 'when'
  | 'when.once'
  | 'when.at'
  | 'at'
  | 'at.past'
  | 'make'
  | 'make.why'
  | 'said.made'
  | 'resolving'
  | 'nobody'
  | 'people'
  | 'people.leftOut'
  | 'lasts'
  | 'cost'
  | 'cost.free'
  | 'cost.most'
  | 'cost.unknown'
  | 'examples'
  | 'example.none'
  | 'start'
  | 'start.title'
  | 'start.who'
  | 'start.when'
  | 'start.now'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'stop.title'
  | 'discard'
  | 'discard.title'
  | 'discard.why'
  | 'stop.why'
  | 'stop.outbox'
  | 'stop.reasonHint'
  | 'stop.reason'
  | 'said.start'
  | 'said.pause'
  | 'said.resume'
  | 'said.stop';

export const broadcastTexts: Texts<Key> = {
  title: ['Siaran', 'Messages to many'],
  intro: [
    'Satu pesan untuk banyak pelanggan. Tidak ada yang dikirim sebelum Anda menjalankannya.',
    'One message for many subscribers. Nothing is sent before you start it.',
  ],
  list: ['Siaran', 'Messages'],
  empty: ['Belum ada siaran.', 'There is none yet.'],
  new: ['Siaran baru', 'New message to many'],
  copy: ['Tulis siaran baru dari yang ini', 'Write a new one from this one'],
  back: ['Semua siaran', 'All of them'],
  'state.resolving': ['Mencari penerima', 'Finding whom it is for'],
  'state.ready': ['Siap dijalankan', 'Ready to start'],
  'state.running': ['Berjalan', 'Running'],
  'state.scheduled': ['Terjadwal', 'Scheduled'],
  'state.paused': ['Dijeda', 'Paused'],
  'state.stopped': ['Dihentikan', 'Stopped'],
  'state.done': ['Selesai', 'Done'],
  made: ['Dibuat {at} oleh {name}', 'Made {at} by {name}'],
  ended: ['Berakhir {at}', 'Ended {at}'],
  from: ['Mulai {at}', 'From {at}'],
  progress: ['{settled} dari {count} orang', '{settled} of {count} {count|person|people}'],
  'count.waiting': ['Menunggu', 'Waiting'],
  'count.unsent': ['Tidak dikirim', 'Not sent'],
  'count.queued': ['Sedang dikirim', 'Being sent'],
  'count.sent': ['Terkirim', 'Sent'],
  'count.failed': ['Gagal', 'Failed'],
  'count.leftOut': ['Dilewati', 'Left out'],
  'count.leftOut.why': [
    'Dilewati: tidak mau siaran, atau sekarang tanpa nomor.',
    'Left out: who wants none, or has no number now.',
  ],
  audience: ['Penerima', 'Whom it is for'],
  'audience.all': ['Semua pelanggan yang disetujui', 'All approved subscribers'],
  site: ['Lokasi', 'Site'],
  anySite: ['Semua lokasi', 'Every site'],
  query: ['Nama, alamat, atau kamar', 'Name, address or room'],
  'query.hint': ['Sebagian kata saja, misalnya Blok B.', 'A part of it, such as Block B.'],
  statuses: ['Keadaan akun', 'State of the account'],
  'statuses.any': ['Apa pun', 'Any'],
  package: ['Punya paket', 'Holds the package'],
  'package.any': ['Paket apa pun', 'Any package'],
  'package.gone': ['paket yang sudah dihapus', 'a package that is gone'],
  router: ['Terlihat di router', 'Seen at the router'],
  'router.any': ['Router mana pun', 'Any router'],
  'router.hint': ['Perangkatnya terlihat di sana dalam 30 hari.', 'A device was seen there within 30 days.'],
  'router.gone': ['router yang sudah dihapus', 'a router that is gone'],
  overdue: ['Hanya yang tunggakannya lewat jatuh tempo', 'Only who has a debt past its due date'],
  'of.site': ['Lokasi {site}', 'Site {site}'],
  'of.query': ['"{query}" di nama, alamat, atau kamar', '"{query}" in name, address or room'],
  'of.statuses': ['Akun: {statuses}', 'Account: {statuses}'],
  'of.package': ['Punya {package}', 'Holds {package}'],
  'of.router': ['Terlihat di {router} dalam 30 hari', 'Seen at {router} within 30 days'],
  text: ['Pesan', 'Message'],
  'text.hint': [
    'Boleh memakai *tebal*, _miring_, dan pilihan kata [[Halo|Hai]].',
    '*Bold*, _italic_ and a choice of words [[Hello|Hi]] may be used.',
  ],
  'text.english': ['Pesan bahasa Inggris', 'Message in English'],
  'text.english.hint': [
    'Untuk yang memilih bahasa Inggris. Kosong: mereka mendapat yang di atas.',
    'For those who read English. Empty: they get the one above.',
  ],
  'text.more': ['Tambah bahasa Inggris', 'Add one in English'],
  insert: ['Sisipkan {name}', 'Insert {name}'],
  left: ['{count} dari {most} huruf', '{count} of {most} characters'],
  preview: ['Pratinjau', 'Preview'],
  'preview.other': ['Pilihan kata lain', 'Other words'],
  'preview.frame': [
    'Alamat halaman WiFi ditambahkan di bawahnya. Baris dengan {name} dilewati untuk yang tanpa nama.',
    'The address of the WiFi page is added below. A line with {name} is left out for who has no name.',
  ],
  'example.name': ['Citra', 'Citra'],
  pace: ['Paling banyak per menit', 'At most a minute'],
  'pace.unit': ['pesan', 'messages'],
  'pace.hint': [
    'WhatsApp memblokir nomor yang mengirim terlalu cepat; 20 aman untuk nomor biasa.',
    'WhatsApp blocks numbers that send too fast; 20 are safe for an ordinary one.',
  ],
  when: ['Waktu', 'Time'],
  'when.once': ['Begitu dijalankan', 'Once it is started'],
  'when.at': ['Pada waktu tertentu', 'At a time'],
  at: ['Mulai ({zone})', 'From ({zone})'],
  'at.past': ['Waktu ini sudah lewat.', 'This time is over.'],
  make: ['Cari penerimanya', 'Find whom it is for'],
  'make.why': [
    'Belum ada yang dikirim: berikutnya Anda lihat jumlah orang dan contohnya.',
    'Nothing is sent yet: next you see how many people, and examples.',
  ],
  'said.made': ['Siaran tersimpan, belum dijalankan.', 'It is saved, and not started.'],
  resolving: ['Mencari penerima… {count} sejauh ini', 'Finding whom it is for… {count} so far'],
  nobody: ['Tidak ada yang cocok dengan pilihan ini.', 'Nobody fits this choice.'],
  people: ['{count} orang', '{count} {count|person|people}'],
  'people.leftOut': ['{count} lainnya tidak mau siaran', '{count} more want none'],
  lasts: ['sekitar {time} dengan {pace} per menit', 'about {time} at {pace} a minute'],
  cost: ['Biaya', 'Cost'],
  'cost.free': ['Gratis', 'Free'],
  'cost.most': ['Paling banyak {amount} ({price} per pesan)', 'At most {amount} ({price} a message)'],
  'cost.unknown': [
    'Belum diketahui: isi harga marketing di CLOUD_PRICES.',
    'Not known: set the price of marketing in CLOUD_PRICES.',
  ],
  examples: ['Contoh yang mereka terima', 'What some of them get'],
  'example.none': ['Contoh tidak tersedia sekarang.', 'No example can be shown now.'],
  start: ['Jalankan', 'Start'],
  'start.title': ['Jalankan siaran ini?', 'Start this message to many?'],
  'start.who': [
    '{count} orang akan menerimanya, {lasts}.',
    '{count} {count|person gets|people get} it, {lasts}.',
  ],
  'start.when': ['Pengiriman mulai {at}.', 'Sending begins {at}.'],
  'start.now': ['Pengiriman mulai sekarang.', 'Sending begins now.'],
  pause: ['Jeda', 'Pause'],
  resume: ['Lanjutkan', 'Resume'],
  stop: ['Hentikan', 'Stop'],
  discard: ['Buang', 'Throw away'],
  'discard.title': ['Buang siaran ini?', 'Throw this message to many away?'],
  'discard.why': ['Belum ada yang menerimanya, dan tidak akan ada.', 'Nobody has got it, and nobody will.'],
  'stop.title': ['Hentikan siaran ini?', 'Stop this message to many?'],
  'stop.why': [
    '{count} orang belum menerimanya dan tidak akan menerimanya. Siaran yang dihentikan tidak bisa dilanjutkan.',
    '{count} {count|person has|people have} not got it yet, and will not. What is stopped cannot be resumed.',
  ],
  'stop.outbox': ['Yang sudah di antrean tetap terkirim.', 'What is in the outbox already still goes out.'],
  'said.start': ['Siaran berjalan.', 'It is running.'],
  'said.pause': ['Siaran dijeda: tidak ada lagi yang menerimanya.', 'It is paused: nobody more gets it.'],
  'said.resume': ['Siaran dilanjutkan.', 'It goes on.'],
  'stop.reasonHint': ['Tersimpan pada siaran ini dan di log audit.', 'Kept with it, and in the audit log.'],
  'stop.reason': ['Alasan dihentikan: {reason}', 'Why it was stopped: {reason}'],
  'said.stop': ['Siaran dihentikan.', 'It is stopped.'],
};
