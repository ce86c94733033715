import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'empty'
  | 'upload'
  | 'upload.why'
  | 'file'
  | 'file.choose'
  | 'file.large'
  | 'sending'
  | 'checking'
  | 'said.installed'
  | 'invalid'
  | 'untrusted'
  | 'untrusted.why'
  | 'unsigned'
  | 'unsigned.why'
  | 'publisher'
  | 'publisher.hint'
  | 'trust'
  | 'trust.why'
  | 'said.trusted'
  | 'by'
  | 'version'
  | 'newest'
  | 'used'
  | 'unused'
  | 'signedBy'
  | 'notTrusted'
  | 'notTrusted.why'
  | 'breaker'
  | 'open.orders'
  | 'missing'
  | 'methods'
  | 'method'
  | 'fee'
  | 'fee.none'
  | 'amounts'
  | 'amounts.any'
  | 'amounts.from'
  | 'amounts.to'
  | 'amounts.between'
  | 'takes'
  | 'costs'
  | 'costs.why'
  | 'cost'
  | 'plugin'
  | 'collects'
  | 'collects.nobody'
  | 'yes'
  | 'no'
  | 'asks'
  | 'asks.hosts'
  | 'asks.network'
  | 'asks.sign'
  | 'signer'
  | 'digest'
  | 'installed'
  | 'activate'
  | 'activate.title'
  | 'activate.why'
  | 'activate.submit'
  | 'activate.from'
  | 'said.activated'
  | 'said.none'
  | 'deactivate'
  | 'deactivate.title'
  | 'deactivate.why'
  | 'deactivate.open'
  | 'deactivate.noOpen'
  | 'said.deactivated'
  | 'set'
  | 'set.title'
  | 'set.submit'
  | 'set.secret'
  | 'set.kept'
  | 'set.clear'
  | 'set.cleared'
  | 'set.clearedRequired'
  | 'set.submitClear'
  | 'set.hosts'
  | 'set.same'
  | 'said.set'
  | 'test'
  | 'test.accepted'
  | 'test.failed'
  | 'test.words'
  | 'remove'
  | 'remove.title'
  | 'remove.why'
  | 'remove.wait'
  | 'said.removed';

export const pluginTexts: Texts<Key> = {
  title: ['Plugin pembayaran', 'Payment plugins'],
  intro: [
    'Penyedia pembayaran tambahan di samping Midtrans. Plugin berjalan terkurung: hanya menghubungi alamat yang disebutnya.',
    'Further payment vendors beside Midtrans. A plugin runs locked in: it calls only the addresses that it names.',
  ],
  empty: [
    'Belum ada plugin. Unggah berkas ZIP dari pembuatnya.',
    'There is no plugin yet. Upload a ZIP file of its author.',
  ],
  upload: ['Unggah plugin', 'Upload a plugin'],
  'upload.why': [
    'Mengunggah belum memakainya: setelah ini Anda lihat apa yang dimintanya.',
    'An upload does not use it yet: you see what it asks for next.',
  ],
  file: ['Berkas ZIP, paling besar 10 MB', 'ZIP file, at most 10 MB'],
  'file.choose': ['Pilih berkas…', 'Choose a file…'],
  'file.large': ['Berkas ini {size}. Paling besar 10 MB.', 'This file has {size}. 10 MB at most.'],
  sending: ['Mengunggah, {percent}%', 'Uploading, {percent}%'],
  checking: ['Memeriksa isi dan tanda tangan…', 'Checking what is in it, and its signature…'],
  'said.installed': [
    '{name} {version} terpasang, belum dipakai.',
    '{name} {version} is installed, not used yet.',
  ],
  invalid: ['{reason} ({about}).', '{reason} ({about}).'],
  untrusted: ['Penerbitnya belum dipercaya', 'Its publisher is not trusted yet'],
  'untrusted.why': [
    'Cocokkan kunci ini dengan yang diumumkan penerbitnya. Plugin memegang uang: jangan percaya kunci yang tidak Anda kenal.',
    'Compare this key with the one that its publisher announces. A plugin handles money: trust no key that you do not know.',
  ],
  unsigned: ['Tidak ada yang menandatangani plugin ini', 'Nobody has signed this plugin'],
  'unsigned.why': [
    'Minta berkas bertanda tangan dari pembuatnya. Tanpa itu siapa pun bisa mengubah isinya.',
    'Ask its author for a signed file. Without that anybody could have changed it.',
  ],
  publisher: ['Nama penerbit', 'Name of the publisher'],
  'publisher.hint': ['Huruf kecil, angka, atau tanda hubung.', 'Small letters, digits or hyphens.'],
  trust: ['Percayai dan unggah lagi', 'Trust it and upload again'],
  'trust.why': [
    'Semua plugin dengan kunci ini akan diterima. Dicabut di Setelan, PAYMENT_PLUGIN_PUBLISHERS.',
    'All plugins with this key will be taken. Taken back in the settings, PAYMENT_PLUGIN_PUBLISHERS.',
  ],
  'said.trusted': ['Penerbit {name} dipercaya.', 'The publisher {name} is trusted.'],
  by: ['oleh {author}', 'by {author}'],
  version: ['Versi {version}', 'Version {version}'],
  newest: ['Paling baru', 'Newest'],
  used: ['Dipakai', 'In use'],
  unused: ['Tidak dipakai', 'Not in use'],
  signedBy: ['Penerbit {publisher} tepercaya', 'Publisher {publisher} is trusted'],
  notTrusted: ['Penerbit tidak dipercaya', 'Publisher not trusted'],
  'notTrusted.why': [
    'Tidak menerima pesanan baru sampai kunci penerbitnya dipercaya lagi; yang terbuka tetap diurus.',
    'It takes no new orders until the key of its publisher is trusted again; open ones are still looked after.',
  ],
  breaker: [
    'Penyedia {name} berkali-kali tidak menjawab, jadi dilewati sebentar dan dicoba lagi sendiri. Selama itu pesanan lewat Midtrans bila diatur.',
    'The vendor of {name} failed again and again, so it is passed over for a while and tried again by itself. Meanwhile orders go to Midtrans where it is set up.',
  ],
  'open.orders': ['{count} pesanan terbuka', '{count} open {count|order|orders}'],
  missing: ['Belum diisi: {settings}.', 'Not filled in yet: {settings}.'],
  methods: ['Cara bayar plugin {name} {version}', 'Ways to pay of {name} {version}'],
  method: ['Cara bayar', 'Way to pay'],
  fee: ['Potongan', 'Fee'],
  'fee.none': ['tidak disebut', 'not said'],
  amounts: ['Jumlah', 'Amounts'],
  'amounts.any': ['berapa pun', 'any'],
  'amounts.from': ['mulai {least}', 'from {least}'],
  'amounts.to': ['sampai {most}', 'up to {most}'],
  'amounts.between': ['{least} sampai {most}', '{least} to {most}'],
  takes: ['Pesanan baru', 'New orders'],
  costs: ['Biaya tiap cara bayar', 'What each way to pay costs'],
  'costs.why': [
    'Yang termurah di atas. Pesanan baru ke yang termurah, kecuali urutannya diatur (PAYMENT_ROUTES).',
    'The cheapest first. New orders go to the cheapest, unless an order is set (PAYMENT_ROUTES).',
  ],
  cost: ['Biaya dari {amount}', 'Cost of {amount}'],
  plugin: ['Plugin', 'Plugin'],
  collects: ['Ditagih sekarang oleh', 'Collected now by'],
  'collects.nobody': ['Belum ada', 'Nobody yet'],
  yes: ['lewat sini', 'go here'],
  no: ['tidak', 'no'],
  asks: ['Yang dimintanya', 'What it asks for'],
  'asks.hosts': ['Menghubungi {hosts}, dan tidak ke alamat lain', 'To call {hosts}, and nothing else'],
  'asks.network': ['Memakai jaringan', 'To use the network'],
  'asks.sign': [
    'Menandatangani dengan rahasia Anda, tanpa melihatnya',
    'To sign by your secrets, without seeing them',
  ],
  signer: ['Kunci penerbit', 'Key of the publisher'],
  digest: ['Sidik isi (sha256)', 'Digest of its files (sha256)'],
  installed: ['Dipasang {at} oleh {name}', 'Installed {at} by {name}'],
  activate: ['Pilih cara bayar', 'Choose ways to pay'],
  'activate.title': ['Cara bayar lewat {name} {version}', 'Ways to pay by {name} {version}'],
  'activate.why': [
    'Pesanan baru dengan cara bayar yang dicentang lewat plugin ini.',
    'New orders by the ways that are ticked go to this plugin.',
  ],
  'activate.submit': ['Simpan cara bayar', 'Save the ways to pay'],
  'activate.from': ['Sekarang lewat {name}; akan pindah.', 'Goes to {name} now; it will move.'],
  'said.activated': ['{name} menerima pesanan baru: {methods}.', '{name} takes new orders: {methods}.'],
  'said.none': ['{name} tidak menerima pesanan baru.', '{name} takes no new orders.'],
  deactivate: ['Nonaktifkan', 'Deactivate'],
  'deactivate.title': ['Nonaktifkan {name}?', 'Deactivate {name}?'],
  'deactivate.why': [
    'Pesanan baru tidak lewat sini lagi. Pengaturannya tetap tersimpan.',
    'New orders no longer go here. Its settings are kept.',
  ],
  'deactivate.open': [
    '{count} pesanan masih terbuka. Plugin tetap mengurusnya sampai selesai, termasuk yang baru dibayar nanti.',
    '{count} {count|order is|orders are} still open. The plugin looks after them until they end, also those that are paid later.',
  ],
  'deactivate.noOpen': ['Tidak ada pesanan yang masih terbuka.', 'No order is still open.'],
  'said.deactivated': ['{name} dinonaktifkan.', '{name} is deactivated.'],
  set: ['Isi pengaturan', 'Fill in its settings'],
  'set.title': ['Pengaturan {name}', 'Settings of {name}'],
  'set.submit': ['Simpan pengaturan', 'Save the settings'],
  'set.secret': ['Disimpan tersegel; tidak pernah ditampilkan lagi.', 'Kept sealed; never shown again.'],
  'set.kept': [
    'Sudah tersimpan. Kosongkan untuk membiarkannya.',
    'Is kept already. Leave it empty to keep it.',
  ],
  'set.clear': ['Hapus yang tersimpan: {label}', 'Remove what is kept: {label}'],
  'set.cleared': ['Terhapus begitu disimpan.', 'Is removed once you save.'],
  'set.clearedRequired': [
    'Terhapus begitu disimpan. Tanpa ini plugin tidak dapat menagih, dan pesanan yang masih terbuka tidak dapat diperiksa.',
    'Is removed once you save. Without it the plugin cannot collect, and open orders cannot be checked.',
  ],
  'set.submitClear': ['Simpan dan hapus rahasia', 'Save and remove the secret'],
  'set.hosts': ['Hanya alamat di {hosts}.', 'Only addresses at {hosts}.'],
  'set.same': ['Belum ada yang diubah.', 'Nothing is changed yet.'],
  'said.set': ['Pengaturan {name} tersimpan.', 'The settings of {name} are saved.'],
  test: ['Uji kunci', 'Test the keys'],
  'test.accepted': [
    'Penyedia menerima kuncinya, {at}. Tidak ada uang yang berpindah.',
    'The vendor took the keys, {at}. No money moved.',
  ],
  'test.failed': ['{fault}, diuji {at}.', '{fault}, tested {at}.'],
  'test.words': ['Kata penyedia: {words}', "The vendor's words: {words}"],
  remove: ['Hapus', 'Remove'],
  'remove.title': ['Hapus {name} {version}?', 'Remove {name} {version}?'],
  'remove.why': [
    'Berkasnya dihapus dari server. Bisa diunggah lagi kapan saja.',
    'Its files are taken from the server. It can be uploaded again at any time.',
  ],
  'remove.wait': [
    'Baru bisa dihapus setelah pesanannya selesai dan tidak dipakai.',
    'It can be removed once its orders have ended and it is not in use.',
  ],
  'said.removed': ['{name} {version} dihapus.', '{name} {version} is removed.'],
};

type PackageFault =
  | 'not_a_zip'
  | 'too_large'
  | 'too_many_files'
  | 'name_unsafe'
  | 'name_twice'
  | 'name_wrong_case'
  | 'file_unknown'
  | 'file_missing'
  | 'link'
  | 'encrypted'
  | 'unpacked_too_large'
  | 'ratio'
  | 'damaged'
  | 'manifest_invalid'
  | 'config_invalid'
  | 'signature_unreadable'
  | 'signature_wrong';

/** Why a file is no sound plugin; behind it stands of what in it. */
export const packageFaultTexts: Texts<PackageFault> = {
  not_a_zip: ['Ini bukan berkas ZIP', 'This is no ZIP file'],
  too_large: ['Lebih besar dari 10 MB', 'Larger than 10 MB'],
  too_many_files: ['Terlalu banyak berkas di dalamnya', 'Too many files in it'],
  name_unsafe: ['Ada nama berkas yang keluar dari foldernya', 'A name of a file leads out of its folder'],
  name_twice: ['Ada dua berkas dengan nama yang sama', 'Two files have one name'],
  name_wrong_case: ['Huruf besar dan kecil sebuah nama salah', 'A name has the wrong case'],
  file_unknown: ['Ada berkas yang tidak boleh ada di plugin', 'A file that no plugin may have'],
  file_missing: ['Sebuah berkas wajib tidak ada', 'A file that it must have is missing'],
  link: ['Ada tautan ke berkas lain', 'A link to another file'],
  encrypted: ['Berkasnya dikunci dengan kata sandi', 'Locked by a password'],
  unpacked_too_large: ['Terlalu besar setelah dibuka', 'Too large once it is unpacked'],
  ratio: ['Dipadatkan secara tidak wajar', 'Packed beyond what is sane'],
  damaged: ['Berkasnya rusak', 'The file is damaged'],
  manifest_invalid: ['manifest.json tidak benar', 'manifest.json is not right'],
  config_invalid: ['config.json tidak benar', 'config.json is not right'],
  signature_unreadable: ['Tanda tangannya tidak terbaca', 'The signature cannot be read'],
  signature_wrong: ['Isinya sudah diubah sesudah ditandatangani', 'It was changed after it was signed'],
};
export const isPackageFault = (reason: unknown): reason is PackageFault =>
  typeof reason === 'string' && Object.hasOwn(packageFaultTexts, reason);
