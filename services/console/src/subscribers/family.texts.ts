import type { Texts } from '../language/language';

export const familyTexts: Texts<
  | 'title'
  | 'uses'
  | 'stopped'
  | 'left'
  | 'unlimited'
  | 'invited'
  | 'used'
  | 'limit.day'
  | 'limit.share'
  | 'limits'
  | 'daily'
  | 'share'
  | 'remove'
  | 'withdraw'
  | 'remove.help'
  | 'leave'
  | 'removed'
> = {
  title: ['Keluarga', 'Family'],
  uses: ['Sesudah kuotanya sendiri, ia memakai kuota', 'After the own quota, they use that of'],
  stopped: ['sedang habis', 'used up now'],
  left: ['masih {left}', '{left} left'],
  unlimited: ['tanpa batas', 'unlimited'],
  invited: ['diajak, dijawab sampai {until}', 'invited, may answer until {until}'],
  used: ['terpakai {used}, hari ini {today}', 'used {used}, {today} today'],
  'limit.day': ['Batas hari ini habis', "Today's limit is used up"],
  'limit.share': ['Batasnya habis', 'The limit is used up'],
  limits: ['Batas: {limits}', 'Limit: {limits}'],
  daily: ['{bytes} sehari', '{bytes} a day'],
  share: ['{bytes} seluruhnya', '{bytes} in all'],
  remove: ['Keluarkan', 'Remove'],
  withdraw: ['Batalkan ajakan', 'Withdraw'],
  'remove.help': [
    'Sesudah ini {name} hanya memakai kuotanya sendiri. Yang sudah terpakai tidak berubah.',
    'After this {name} uses the own quota alone. What was used stays as it is.',
  ],
  leave: ['Keluarkan dari keluarga', 'Remove from the family'],
  removed: ['Sudah dikeluarkan', 'Removed'],
};
