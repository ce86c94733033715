import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'version'
  | 'commit'
  | 'node'
  | 'unknown'
  | 'licence'
  | 'licence.saring'
  | 'packages'
  | 'package'
  | 'search'
  | 'none';

export const aboutTexts: Texts<Key> = {
  title: ['Tentang Saring', 'About Saring'],
  version: ['Versi', 'Version'],
  commit: ['Commit', 'Commit'],
  node: ['Node.js', 'Node.js'],
  unknown: ['tidak diketahui', 'unknown'],
  licence: ['Lisensi', 'Licence'],
  'licence.saring': [
    'Saring adalah perangkat lunak bebas di bawah GNU AGPL 3.0 atau yang lebih baru. Siapa pun yang memakainya lewat jaringan berhak meminta kode sumbernya, juga dengan perubahan Anda.',
    'Saring is free software under the GNU AGPL 3.0 or later. Whoever uses it over a network may ask for its source, with your changes in it.',
  ],
  packages: ['Paket di dalamnya ({count})', 'Packages in it ({count})'],
  package: ['Paket', 'Package'],
  search: ['Cari paket atau lisensi', 'Find a package or licence'],
  none: ['Tidak ada yang cocok.', 'Nothing matches.'],
};
