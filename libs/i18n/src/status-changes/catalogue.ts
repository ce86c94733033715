// The words of a statement for a change of status; apart, so that a phone that logs in does not wait for it.
import type { Locale } from '../locale';

const id = {
  active: 'Akses dibuka',
  unlimited: 'Akses dibuka tanpa batas kuota',
  fup: 'Kecepatan diturunkan',
  'fast-again': 'Kecepatan kembali penuh',
  exhausted: 'Kuota habis, akses ditutup',
  none: 'Belum ada kuota',
  'outside-hours': 'Di luar jam paket, akses ditutup',
  expired: 'Masa aktif habis, akses ditutup',
  inactive: 'Akun tidak aktif',
  pending: 'Akun menunggu persetujuan',
  disabled: 'Akun dinonaktifkan',
  rejected: 'Pendaftaran ditolak',
  blocked: 'Akses diblokir',
  unblocked: 'Blokir dibuka',
  'block-changed': 'Alasan blokir berubah',
  'lane-opened': 'Internet pelan untuk membayar dibuka',
  'lane-closed': 'Internet pelan untuk membayar ditutup',
  'speed-changed': 'Kecepatan paket berubah',
  'devices-changed': 'Batas perangkat berubah',
  'family-limit': 'Batas kuota bersama tercapai',
  'family-again': 'Batas kuota bersama terbuka lagi',
} as const;

export type StatusChangeKey = keyof typeof id;

const en: Readonly<Record<StatusChangeKey, string>> = {
  active: 'Access opened',
  unlimited: 'Access opened without a quota',
  fup: 'Slowed down',
  'fast-again': 'Full speed again',
  exhausted: 'Quota used up, access closed',
  none: 'No quota yet',
  'outside-hours': 'Outside the hours of the package, access closed',
  expired: 'Quota expired, access closed',
  inactive: 'Account not active',
  pending: 'Account waits for approval',
  disabled: 'Account switched off',
  rejected: 'Registration rejected',
  blocked: 'Access blocked',
  unblocked: 'Block lifted',
  'block-changed': 'Reason of the block changed',
  'lane-opened': 'Slow internet to pay with opened',
  'lane-closed': 'Slow internet to pay with closed',
  'speed-changed': 'Package speed changed',
  'devices-changed': 'Device limit changed',
  'family-limit': 'Limit of the shared quota reached',
  'family-again': 'Shared quota open again',
};

export const statusChanges: Readonly<Record<Locale, Readonly<Record<StatusChangeKey, string>>>> = { id, en };

/** The ledger may know changes that this page does not. */
export const isStatusChange = (key: string): key is StatusChangeKey => Object.hasOwn(id, key);
