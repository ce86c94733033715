import type { Texts } from '../language/language';

type Key =
  | ('open' | 'title' | 'hint' | 'profile' | 'any' | 'prefix' | 'check' | 'again' | 'line' | 'person')
  | ('verdict' | 'fine' | 'none' | 'good' | 'bad' | 'left' | 'adopt' | 'said');

export const adoptionTexts: Texts<Key> = {
  open: ['Ambil alih banyak', 'Take over many'],
  title: ['Ambil alih banyak secret', 'Take over many secrets'],
  hint: [
    'Pelanggan dikenali dari satu nomor HP di nama atau komentar secret. Di router hanya komentarnya yang berubah; sambungan tidak terputus.',
    'A person is known by the one phone number in the name or comment of a secret. On the router its comment alone changes; nobody is cut off.',
  ],
  profile: ['Profil', 'Profile'],
  any: ['Semua profil', 'Any profile'],
  prefix: ['Nama berawalan', 'Names that begin with'],
  check: ['Periksa', 'Check'],
  again: ['Ubah', 'Change'],
  line: ['Secret', 'Secret'],
  person: ['Pelanggan', 'Subscriber'],
  verdict: ['Hasil', 'Verdict'],
  fine: ['Siap', 'Ready'],
  none: ['Tidak ada secret seperti itu.', 'There is no such secret.'],
  good: ['{count} siap diambil alih.', '{count} {count|is|are} ready.'],
  bad: ['{count} tidak bisa.', '{count} cannot be.'],
  left: ['{count} lagi sesudah ini.', '{count} more after these.'],
  adopt: ['Ambil alih {count} secret', 'Take over {count} {count|secret|secrets}'],
  said: ['{count} secret kini jalur.', '{count} {count|secret is a line|secrets are lines} now.'],
};
