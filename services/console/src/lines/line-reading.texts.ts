import type { Texts } from '../language/language';

type Kind =
  ('name_taken' | 'profile_taken' | 'profile_missing' | 'pool_missing') | ('name_twice' | 'changed_by_hand');
const KIND = /^(\d+) (\w+)$/;

/** Of the alarm's own words, `PPPoE secrets: 2 name_taken, 1 profile_missing`: the text of each kind, and how often. */
export const conflictsIn = (
  detail: string,
): readonly { readonly count: string; readonly key: `kind.${Kind}` }[] =>
  (detail.split(': ')[1] ?? '').split(', ').flatMap((part) => {
    const [, count = '', kind = ''] = KIND.exec(part) ?? [];
    const key = `kind.${kind}`;
    return isKindKey(key) ? [{ count, key }] : [];
  });

const isKindKey = (key: string): key is `kind.${Kind}` => key in lineReadingTexts;

type Key = 'title' | 'never' | 'counts' | 'read' | 'said' | 'more' | `kind.${Kind}`;

export const lineReadingTexts: Texts<Key> = {
  title: ['Yang ada di router', 'What is on the router'],
  never: ['Belum pernah dibaca.', 'Not read yet.'],
  counts: [
    '{secrets} secret PPPoE, {foreign} bukan jalur, {online} tersambung. Dibaca {at}, lalu tiap jam.',
    '{secrets} {secrets|PPPoE secret|PPPoE secrets}, {foreign} no line, {online} online. Read {at}, then each hour.',
  ],
  read: ['Baca sekarang', 'Read now'],
  said: ['Router sudah dibaca.', 'The router is read.'],
  more: ['dan {count} lagi', 'and {count} more'],
  'kind.name_taken': ['Nama jalur dipakai secret orang lain', 'The name of the line is another’s secret'],
  'kind.profile_taken': ['Nama profil dipakai orang lain', 'The name of the profile is another’s'],
  'kind.profile_missing': ['Profilnya tidak ada di router', 'Its profile is not on the router'],
  'kind.pool_missing': ['Pool-nya tidak ada di router', 'Its pool is not on the router'],
  'kind.name_twice': ['Nama ini ada dua kali di router', 'This name stands twice on the router'],
  'kind.changed_by_hand': [
    'Diubah orang di router; sudah dikembalikan',
    'Changed on the router by somebody; put right again',
  ],
};
