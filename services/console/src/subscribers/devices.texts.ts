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
  | 'fixed'
  | 'fixed.at'
  | 'fixed.router'
  | 'fixed.address'
  | 'fixed.hint'
  | 'fixed.submit'
  | 'fixed.done'
  | 'fixed.free'
  | 'fixed.freed'
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
  fixed: ['Alamat tetap', 'Fixed address'],
  'fixed.at': ['Alamat tetap {address} di {router}', 'Fixed address {address} on {router}'],
  'fixed.router': ['Di router', 'On the router'],
  'fixed.address': ['Alamat IP', 'IP address'],
  'fixed.hint': [
    'Router memberi alamat ini setiap kali perangkat meminta alamat, paling lambat setelah separuh waktu sewanya.',
    'The router gives it whenever the device asks for an address, at the latest after half of its lease.',
  ],
  'fixed.submit': ['Simpan', 'Save'],
  'fixed.done': [
    '{router} kini selalu memberi {device} alamat {address}.',
    '{router} always gives {device} the address {address} now.',
  ],
  'fixed.free': ['Lepas', 'Free'],
  'fixed.freed': [
    'Alamat tetap {device} di {router} dilepas.',
    'The fixed address of {device} on {router} is freed.',
  ],
};
