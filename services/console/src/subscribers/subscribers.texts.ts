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
  | 'said.added';

export const listTexts: Texts<Key> = {
  'list.title': ['Pelanggan', 'Subscribers'],
  'list.search': ['Cari nama atau nomor HP', 'Find by name or phone'],
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
  'said.added': ['Pelanggan ditambahkan.', 'The subscriber is added.'],
};
