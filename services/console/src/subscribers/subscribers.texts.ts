import type { Texts } from '../language/language';

type Key =
  | 'list.title'
  | 'list.search'
  | 'list.approval'
  | 'list.all'
  | 'list.pending'
  | 'list.approved'
  | 'list.rejected'
  | 'list.empty'
  | 'list.name'
  | 'list.phone'
  | 'list.site'
  | 'list.state'
  | 'list.since'
  | 'noName'
  | 'add'
  | 'said.added'
  | 'list.blocked'
  | 'list.tick'
  | 'list.tickAll'
  | 'export'
  | 'bulk'
  | 'many.some'
  | 'many.ticked'
  | 'many.all'
  | 'many.act'
  | 'many.preview'
  | 'many.clear'
  | 'saved.save'
  | 'saved.name'
  | 'saved.keep'
  | 'saved.forget';

export const listTexts: Texts<Key> = {
  'list.title': ['Pelanggan', 'Subscribers'],
  'list.search': ['Cari nama, nomor, MAC, alamat, kamar', 'Find by name, phone, MAC, address, room'],
  'list.approval': ['Persetujuan', 'Approval'],
  'list.all': ['Semua', 'All'],
  'list.pending': ['Menunggu', 'Pending'],
  'list.approved': ['Disetujui', 'Approved'],
  'list.rejected': ['Ditolak', 'Rejected'],
  'list.empty': ['Tidak ada pelanggan yang cocok.', 'No subscriber matches.'],
  'list.name': ['Nama', 'Name'],
  'list.phone': ['Nomor HP', 'Phone'],
  'list.site': ['Lokasi', 'Site'],
  'list.state': ['Keadaan', 'State'],
  'list.since': ['Sejak', 'Since'],
  noName: ['Tanpa nama', 'No name'],
  add: ['Tambah pelanggan', 'Add a subscriber'],
  'list.blocked': ['Diblokir', 'Blocked'],
  'list.tick': ['Pilih {name}', 'Tick {name}'],
  'list.tickAll': ['Pilih semua di layar', 'Tick all on the screen'],
  export: ['Unduh', 'Download'],
  bulk: ['Impor dan tugas massal', 'Import and bulk work'],
  'many.some': ['{count} dipilih', '{count} ticked'],
  'many.ticked': ['Tindakan untuk {count} pelanggan', 'Act for {count} {count|subscriber|subscribers}'],
  'many.all': ['Tindakan untuk semua yang cocok', 'Act for all that match'],
  'many.act': ['Tindakan', 'Act'],
  'many.preview': ['Lihat dulu', 'Preview'],
  'many.clear': ['Batalkan pilihan', 'Clear'],
  'saved.save': ['Simpan saringan', 'Save this filter'],
  'saved.name': ['Nama saringan', 'Name of the filter'],
  'saved.keep': ['Simpan', 'Save'],
  'saved.forget': ['Hapus saringan {name}', 'Forget the filter {name}'],
  'said.added': ['Pelanggan ditambahkan.', 'The subscriber is added.'],
};
