// devices.texts.ts — the words of what is done with one device of a person.
import type { Texts } from '../language/language';

type Key =
  | 'more'
  | 'rename'
  | 'renamed'
  | 'move'
  | 'move.submit'
  | 'move.hint'
  | 'move.to'
  | 'move.search'
  | 'move.none'
  | 'move.replaces'
  | 'moved'
  | 'disconnect'
  | 'disconnected';

export const devicesTexts: Texts<Key> = {
  more: ['Tindakan untuk {device}', 'Actions for {device}'],
  rename: ['Ganti nama', 'Rename'],
  renamed: ['Perangkat kini bernama {device}.', 'The device is called {device} now.'],
  move: ['Pindahkan ke orang lain', 'Move to someone else'],
  'move.submit': ['Pindahkan', 'Move'],
  'move.hint': [
    '{device} menjadi milik penerima beserta namanya, dan memakai kuota penerima. Login di perangkat itu berakhir.',
    '{device} becomes the receiver’s with its name, and uses their quota. Logins on it end.',
  ],
  'move.to': ['Pindahkan kepada', 'Move it to'],
  'move.search': ['Ketik nama atau nomor', 'Type a name or number'],
  'move.none': ['Tidak ada yang cocok.', 'Nobody matches.'],
  'move.replaces': [
    'Penerima sudah punya perangkat sebanyak batasnya. Gantikan',
    'The receiver has as many devices as they may. In place of',
  ],
  moved: ['{device} kini milik {person}.', '{device} is {person}’s now.'],
  disconnect: ['Putuskan sekarang', 'Disconnect now'],
  disconnected: [
    '{device} diputus dari {routers}, {at}. Ia bisa tersambung lagi sendiri.',
    '{device} was disconnected from {routers}, {at}. It may come back by itself.',
  ],
};
