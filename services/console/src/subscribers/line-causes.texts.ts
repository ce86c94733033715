import type { Texts } from '../language/language';

export const lineCauseTexts: Texts<
  | 'line'
  | 'open'
  | 'disabled'
  | 'by_hand'
  | 'bill'
  | 'quota'
  | 'router_away'
  | 'waiting'
  | 'name_taken'
  | 'profile_taken'
  | 'profile_missing'
  | 'pool_missing'
  | 'other_session'
  | 'not_dialled'
  | 'slowed'
  | 'none'
> = {
  line: ['Jalur {name}', 'Line {name}'],
  open: ['Buka router', 'Open the router'],
  disabled: ['Jalur ini dinonaktifkan.', 'This line is switched off.'],
  by_hand: [
    'Diisolir oleh operator; membayar tidak membukanya. Pulihkan di tab Jalur PPPoE.',
    'Suspended by an operator; paying does not restore it. Restore it on the tab PPPoE lines.',
  ],
  bill: [
    'Diisolir karena tagihan belum dibayar. Terima pembayarannya di tab Langganan.',
    'Suspended for an unpaid bill. Take the payment on the tab Subscriptions.',
  ],
  quota: [
    'Kuotanya habis; kembali sendiri pada periode berikutnya.',
    'Its quota is used up; it comes back by itself with its next period.',
  ],
  router_away: ['Router {router} tidak menjawab.', 'Router {router} does not answer.'],
  waiting: [
    'Router {router} belum menerima perubahannya; akan menyusul sendiri.',
    'Router {router} has not taken the change yet; it follows by itself.',
  ],
  name_taken: [
    'Di router {router} ada secret lain dengan nama ini.',
    'Router {router} has another secret of this name.',
  ],
  profile_taken: [
    'Di router {router} ada profil lain dengan nama milik Saring.',
    "Router {router} has somebody else's profile of our name.",
  ],
  profile_missing: [
    'Profilnya tidak ada lagi di router {router}.',
    'Its profile is gone from router {router}.',
  ],
  pool_missing: ['Pool-nya tidak ada di router {router}.', 'Its pool is not on router {router}.'],
  other_session: [
    'Tersambung dengan pengaturan lama; sesinya diputus agar menyambung ulang.',
    'Connected with old settings; its session is cut so that it dials anew.',
  ],
  not_dialled: [
    'Modemnya tidak menyambung. Periksa listrik dan kabel, lalu nama, kata sandi, dan kunci MAC di modem.',
    'Its modem does not dial. Check power and cable, then name, password and MAC lock of the modem.',
  ],
  slowed: [
    'Tersambung, pelan: kuotanya habis sampai periode berikutnya.',
    'Connected, slowly: its quota is used up until its next period.',
  ],
  none: ['Tersambung.', 'Connected.'],
};
