// act-names.ts — acts whose permission does not say what was done: by their routes.
import { useSay, type Texts } from '../language/language';

type Act =
  | 'paymentTest'
  | 'fixAddress'
  | 'freeAddress'
  | 'openDrawer'
  | 'moveSafe'
  | 'payIn'
  | 'payOut'
  | 'closeDrawer'
  | 'changeColleague'
  | 'resetColleague'
  | 'removeColleague'
  | 'ownPassword'
  | 'botCode'
  | 'endBot'
  | 'login'
  | 'logout'
  | 'makeBroadcast'
  | 'steerBroadcast'
  | 'optOut'
  | 'liftOptOut'
  | 'installPlugin'
  | 'setPlugin'
  | 'activatePlugin'
  | 'deactivatePlugin'
  | 'removePlugin'
  | 'testPlugin';

const ACTS: Readonly<Record<string, Act>> = {
  'POST /payment-gateway/test': 'paymentTest',
  'PUT /subscribers/:subscriberId/devices/:deviceId/addresses/:routerId': 'fixAddress',
  'DELETE /subscribers/:subscriberId/devices/:deviceId/addresses/:routerId': 'freeAddress',
  'POST /drawer/open': 'openDrawer',
  'POST /books/safes/moves': 'moveSafe',
  'POST /drawer/pay-in': 'payIn',
  'POST /drawer/pay-out': 'payOut',
  'POST /drawer/close': 'closeDrawer',
  'POST /drawers/:operatorId/close': 'closeDrawer',
  'PATCH /operators/:operatorId': 'changeColleague',
  'POST /operators/:operatorId/reset': 'resetColleague',
  'DELETE /operators/:operatorId': 'removeColleague',
  'POST /operator/password': 'ownPassword',
  'POST /operator/bot/codes': 'botCode',
  'DELETE /operator/bot': 'endBot',
  'POST /operator/login': 'login',
  'POST /operator/login/passkey': 'login',
  'POST /operator/logout': 'logout',
  'POST /broadcasts': 'makeBroadcast',
  'POST /broadcasts/:broadcastId/steps': 'steerBroadcast',
  'POST /broadcast-opt-outs': 'optOut',
  'DELETE /broadcast-opt-outs/:optOutId': 'liftOptOut',
  'POST /payment-plugins': 'installPlugin',
  'PUT /payment-plugins/:plugin/settings': 'setPlugin',
  'PUT /payment-plugins/:plugin/methods': 'activatePlugin',
  'DELETE /payment-plugins/:plugin/methods': 'deactivatePlugin',
  'DELETE /payment-plugins/:plugin/versions/:version': 'removePlugin',
  'POST /payment-plugins/:plugin/versions/:version/test': 'testPlugin',
};

const TEXTS: Texts<Act> = {
  paymentTest: ['Uji pembayaran', 'Payment test'],
  fixAddress: ['Alamat tetap', 'Fixed address'],
  freeAddress: ['Alamat tetap dilepas', 'Fixed address freed'],
  moveSafe: ['Catat uang brankas', 'Book money of a safe'],
  openDrawer: ['Buka laci kas', 'Open the drawer'],
  payIn: ['Uang masuk laci', 'Cash into the drawer'],
  payOut: ['Uang keluar laci', 'Cash out of the drawer'],
  closeDrawer: ['Tutup laci kas', 'Close the drawer'],
  changeColleague: ['Ubah rekan', 'Change a colleague'],
  resetColleague: ['Atur ulang cara masuk rekan', "Reset a colleague's ways in"],
  removeColleague: ['Keluarkan rekan', 'Remove a colleague'],
  ownPassword: ['Ganti kata sandi sendiri', 'Change the own password'],
  botCode: ['Buktikan nomor untuk bot', 'Prove a number for the bot'],
  endBot: ['Akhiri bot sendiri', 'End the own bot'],
  login: ['Masuk', 'Sign in'],
  logout: ['Keluar', 'Sign out'],
  makeBroadcast: ['Buat siaran', 'Make a message to many'],
  steerBroadcast: ['Jalankan atau hentikan siaran', 'Start or stop a message to many'],
  optOut: ['Tanpa siaran', 'Left out of messages to many'],
  liftOptOut: ['Terima siaran lagi', 'Gets messages to many again'],
  installPlugin: ['Pasang plugin pembayaran', 'Install a payment plugin'],
  setPlugin: ['Atur plugin pembayaran', 'Set a payment plugin'],
  activatePlugin: ['Cara bayar lewat plugin', 'Ways to pay by a plugin'],
  deactivatePlugin: ['Nonaktifkan plugin pembayaran', 'Deactivate a payment plugin'],
  removePlugin: ['Hapus plugin pembayaran', 'Remove a payment plugin'],
  testPlugin: ['Uji plugin pembayaran', 'Test a payment plugin'],
};

type Entry = { readonly httpMethod: string; readonly route: string };

/** Null: its permission says it. */
export const useActName = (): ((entry: Entry) => string | null) => {
  const say = useSay(TEXTS);
  return ({ httpMethod, route }) => {
    const act = ACTS[`${httpMethod} ${route.replace('/api/v1', '')}`];
    return act ? say(act) : null;
  };
};
