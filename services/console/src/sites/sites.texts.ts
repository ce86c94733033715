// sites.texts.ts — the words of a site's profile.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'site'
  | 'name'
  | 'name.hint'
  | 'address'
  | 'phone'
  | 'phone.hint'
  | 'contactText'
  | 'termsUrl'
  | 'privacyUrl'
  | 'color'
  | 'color.hint'
  | 'timeZone'
  | 'logo'
  | 'logo.hint'
  | 'logo.none'
  | 'withoutLogo'
  | 'save'
  | 'said'
  | 'logo.tooLarge';

export const siteTexts: Texts<Key> = {
  title: ['Lokasi dan merek', 'Sites and brand'],
  intro: [
    'Yang dibaca pelanggan di halaman WiFi, di pesan, dan di nota. Kosong: sama dengan semua lokasi.',
    'What people read on the WiFi pages, in messages and on receipts. Empty: as all sites have it.',
  ],
  site: ['Lokasi', 'Site'],
  name: ['Nama usaha', 'Name of the business'],
  'name.hint': ['Terlihat di setiap halaman', 'Shown on every page'],
  address: ['Alamat', 'Address'],
  phone: ['Nomor WhatsApp pengelola', "The operator's WhatsApp number"],
  'phone.hint': ['Tombol "Hubungi" membuka WhatsApp ke nomor ini', 'The contact button opens WhatsApp to it'],
  contactText: ['Kalimat awal pesannya', 'What the person has written already'],
  termsUrl: ['Tautan ketentuan', 'Link to the terms'],
  privacyUrl: ['Tautan privasi', 'Link to the privacy policy'],
  color: ['Warna', 'Color'],
  'color.hint': ['Cukup gelap untuk tulisan putih', 'Dark enough for white letters'],
  timeZone: ['Zona waktu', 'Time zone'],
  logo: ['Logo', 'Logo'],
  'logo.hint': ['PNG atau JPEG, paling besar 100 kB', 'PNG or JPEG, at most 100 kB'],
  'logo.none': ['Belum ada logo.', 'No logo yet.'],
  withoutLogo: ['Hapus logo', 'Take the logo away'],
  save: ['Simpan', 'Save'],
  said: ['Tersimpan. Halaman WiFi menunjukkannya sekarang.', 'Saved. The WiFi pages show it now.'],
  'logo.tooLarge': ['Gambar lebih besar dari 100 kB.', 'The picture is larger than 100 kB.'],
};
