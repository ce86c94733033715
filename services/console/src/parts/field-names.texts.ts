// field-names.texts.ts — fields that edge names in a refusal, as the forms call them.
import type { Texts } from '../language/language';

type Field =
  | 'name'
  | 'address'
  | 'phone'
  | 'email'
  | 'mac'
  | 'room'
  | 'reason'
  | 'note'
  | 'amountRupiah'
  | 'paidRupiah'
  | 'priceRupiah'
  | 'bytes'
  | 'days'
  | 'validDays'
  | 'startsAt'
  | 'endsAt'
  | 'termsUrl'
  | 'privacyUrl'
  | 'contactPhone'
  | 'whatsapp'
  | 'color'
  | 'logo'
  | 'timeZone'
  | 'payoutNote'
  | 'payoutMethod'
  | 'host'
  | 'password'
  | 'code'
  | 'description';

export const fieldNameTexts: Texts<Field> = {
  name: ['Nama', 'Name'],
  address: ['Alamat', 'Address'],
  phone: ['Nomor HP', 'Phone number'],
  email: ['Email', 'Email'],
  mac: ['MAC', 'MAC'],
  room: ['Kamar', 'Room'],
  reason: ['Alasan', 'Reason'],
  note: ['Catatan', 'Note'],
  amountRupiah: ['Jumlah (Rp)', 'Amount (Rp)'],
  paidRupiah: ['Uang diterima', 'Money taken'],
  priceRupiah: ['Harga', 'Price'],
  bytes: ['Kuota', 'Quota'],
  days: ['Hari', 'Days'],
  validDays: ['Masa berlaku', 'Validity'],
  startsAt: ['Mulai', 'Start'],
  endsAt: ['Berakhir', 'End'],
  termsUrl: ['Tautan ketentuan', 'Link to the terms'],
  privacyUrl: ['Tautan privasi', 'Link to the privacy notice'],
  contactPhone: ['Nomor kontak', 'Contact number'],
  whatsapp: ['WhatsApp', 'WhatsApp'],
  color: ['Warna', 'Colour'],
  logo: ['Logo', 'Logo'],
  timeZone: ['Zona waktu', 'Time zone'],
  payoutNote: ['Catatan pembayaran', 'Note on the payment'],
  payoutMethod: ['Dibayarkan dengan', 'Paid out by'],
  host: ['Alamat router', 'Address of the router'],
  password: ['Kata sandi', 'Password'],
  code: ['Kode', 'Code'],
  description: ['Keterangan', 'Description'],
};

export const isFieldName = (name: string): name is Field => Object.hasOwn(fieldNameTexts, name);
