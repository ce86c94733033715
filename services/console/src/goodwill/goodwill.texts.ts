// goodwill.texts.ts — the words of giving something to everybody of a place.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'give'
  | 'empty'
  | 'place'
  | 'place.router'
  | 'place.site'
  | 'what'
  | 'what.days'
  | 'what.bytes'
  | 'days'
  | 'lastsDays'
  | 'silent'
  | 'preview'
  | 'previewNone'
  | 'reason.hint'
  | 'said'
  | 'gotDays'
  | 'gotBytes'
  | 'progress'
  | 'skipped'
  | 'by'
  | 'recent'
  | 'again';

export const goodwillTexts: Texts<Key> = {
  title: ['Kompensasi', 'Goodwill'],
  intro: [
    'Tambahan waktu atau kuota untuk semua orang di satu router atau lokasi, masing-masing sekali.',
    'More time or quota for everybody of one router or site, once each.',
  ],
  give: ['Beri kompensasi', 'Give goodwill'],
  empty: ['Belum pernah diberikan.', 'Nothing was given yet.'],
  place: ['Untuk semua orang di', 'For everybody of'],
  'place.router': ['Router', 'Routers'],
  'place.site': ['Lokasi', 'Sites'],
  what: ['Yang diberikan', 'What they get'],
  'what.days': ['Masa aktif', 'Time'],
  'what.bytes': ['Kuota', 'Quota'],
  days: ['Tambahan hari', 'Days more'],
  lastsDays: ['Berlaku (hari)', 'Lasts (days)'],
  silent: ['Tanpa pesan ke pelanggan', 'Without a message'],
  preview: ['{count} orang akan menerimanya: {names}', '{count} {count|person|people} will get it: {names}'],
  previewNone: ['Tidak ada orang di sana.', 'There is nobody.'],
  'reason.hint': [
    'Dibaca semua penerima di pesan dan mutasi.',
    'Everybody reads it in the message and the statement.',
  ],
  said: ['Sedang diberikan kepada {count} orang.', 'Being given to {count} {count|person|people}.'],
  gotDays: ['+{time}', '+{time}'],
  gotBytes: ['+{bytes}', '+{bytes}'],
  progress: ['{given} dari {count} sudah menerima', '{given} of {count} have it'],
  skipped: ['{count} dilewati', '{count} skipped'],
  recent: [
    'Dalam 24 jam terakhir tempat ini sudah mendapat:',
    'Within the last 24 hours this place got already:',
  ],
  again: ['Ya, beri lagi', 'Yes, give once more'],
  by: ['{at} oleh {name}', '{at} by {name}'],
};
