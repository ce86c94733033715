import type { Texts } from '../language/language';

export const noPageTexts: Texts<'title' | 'why' | 'home' | 'noAccess'> = {
  title: ['Halaman tidak ada', 'No such page'],
  why: [
    'Tidak ada halaman di alamat ini. Mungkin salah ketik, atau tautannya dari versi lain.',
    'There is no page at this address. It may be mistyped, or the link is from another version.',
  ],
  noAccess: ['Bukan bagian peran Anda', 'Not part of your role'],
  home: ['Ke beranda', 'To the home page'],
};
