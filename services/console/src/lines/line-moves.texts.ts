import type { Texts } from '../language/language';

type Key =
  | 'more'
  | 'rename'
  | 'rename.title'
  | 'rename.name'
  | 'rename.hint'
  | 'rename.said'
  | 'release'
  | 'release.title'
  | 'release.hint'
  | 'release.said'
  | 'former'
  | 'move'
  | 'move.title'
  | 'move.router'
  | 'move.hint'
  | 'move.said';

export const lineMoveTexts: Texts<Key> = {
  more: ['Lainnya', 'More'],
  rename: ['Ganti nama pengguna', 'Change the user name'],
  'rename.title': ['Ganti nama pengguna {username}', 'Change the user name {username}'],
  'rename.name': ['Nama pengguna baru', 'New user name'],
  'rename.hint': [
    'Sandi tetap. Sambungan putus sampai modem memakai nama baru.',
    'The password stays. The session ends until the modem has the new name.',
  ],
  'rename.said': ['Jalur kini bernama {username}.', 'The line is called {username} now.'],
  release: ['Lepas', 'Let go'],
  'release.title': ['Lepas {username}', 'Let {username} go'],
  'release.hint': [
    'Secret tetap ada di router dengan sandi dan profil asalnya; komentar lamanya kembali, isolir berakhir. Saring tidak mengurus jalur ini lagi.',
    'The secret stays on the router with its own password and profile; its former comment stands again, a suspension ends. Saring no longer looks after this line.',
  ],
  'release.said': ['{username} dilepas.', '{username} is let go.'],
  former: ['Komentar semula: {comment}', 'Former comment: {comment}'],
  move: ['Pindah ke router lain', 'Move to another router'],
  'move.title': ['Pindahkan {username}', 'Move {username}'],
  'move.router': ['Router tujuan', 'Router to move to'],
  'move.hint': [
    'Dihapus dari router lama, dibuat di router tujuan dengan nama dan sandi yang sama. Router lama yang mati kehilangan jalur ini begitu tersambung lagi. Pool alamatnya harus ada di router tujuan.',
    'Taken down on the old router and made on the other with the same name and password. An old router that is away loses the line once it is back. Its address pool must be on the other router.',
  ],
  'move.said': ['{username} dipindahkan ke {router}.', '{username} is moved to {router}.'],
};
