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
  | 'login'
  | 'logout';

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
  'POST /operator/login': 'login',
  'POST /operator/login/passkey': 'login',
  'POST /operator/logout': 'logout',
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
  login: ['Masuk', 'Sign in'],
  logout: ['Keluar', 'Sign out'],
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
