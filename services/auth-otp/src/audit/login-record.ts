// login-record.ts — how operators come in, fail to, leave and are let in again: in the record beside what they do.
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { insertAuditEntry, insertRefusedLogin } from './audit.rows';

type Person = { readonly id: string; readonly name: string; readonly email: string };
const LOGIN = '/api/v1/operator/login';
const PASSKEY_LOGIN = '/api/v1/operator/login/passkey';
const LOGOUT = '/api/v1/operator/logout';
const RESET = 'npm run operator -- reset';
const STATUS = { loggedIn: 200, loggedOut: 204, locked: 429, wrong: 401 };

const entryOf = ({ id, name, email }: Person, method: string, route: string, at: Date) => ({
  ...{ id: newId(), at, operator_id: id, operator_name: name || email, api_key_id: null, permission: null },
  ...{ method, route, params: {}, body_json: '', before_json: '' },
});
const done = (status: number | null) => ({ outcome: 'done', status, code: null }) as const;

type Where = { readonly at: Date; readonly address: string };

/** Who has the terminal is no operator. */
const AT_MACHINE: Person = { id: '00000000-0000-0000-0000-000000000000', name: 'machine', email: '' };
const SETTINGS = 'npm run settings';

/** Of a setting that was changed at the terminal; its value may be a secret, and is not told. */
export const recordSettingChange = (
  on: Queryable,
  change: { readonly name: string; readonly isSet: boolean; readonly at: Date },
): Promise<void> => {
  const { name, isSet, at } = change;
  const entry = {
    ...entryOf(AT_MACHINE, 'CLI', SETTINGS, at),
    permission: 'settings:write',
    params: { name },
  };
  return insertAuditEntry(on, { ...entry, body_json: JSON.stringify({ isSet }), address: '' }, done(null));
};

export const recordLogin = (on: Queryable, operator: Person, { at, address }: Where): Promise<void> =>
  insertAuditEntry(on, { ...entryOf(operator, 'POST', LOGIN, at), address }, done(STATUS.loggedIn));

export const recordPasskeyLogin = (on: Queryable, operator: Person, { at, address }: Where): Promise<void> =>
  insertAuditEntry(on, { ...entryOf(operator, 'POST', PASSKEY_LOGIN, at), address }, done(STATUS.loggedIn));

export const recordLogout = (on: Queryable, operator: Person, { at, address }: Where): Promise<void> =>
  insertAuditEntry(on, { ...entryOf(operator, 'POST', LOGOUT, at), address }, done(STATUS.loggedOut));

/** Of who has the terminal the record knows no more than that. */
export const recordReset = (on: Queryable, operator: Person, endKeys: boolean, at: Date): Promise<void> => {
  const entry = { ...entryOf(operator, 'CLI', RESET, at), params: { operatorId: operator.id } };
  return insertAuditEntry(on, { ...entry, body_json: JSON.stringify({ endKeys }), address: '' }, done(null));
};

type Login = { readonly email: string; readonly phone: string | null };

/** One statement, whether or not there is such an operator: the time that it takes tells nobody. */
export const recordFailedLogin = (on: Queryable, login: Login, code: string, where: Where): Promise<void> => {
  const status = code === 'AUTH.OPERATOR_LOCKED' ? STATUS.locked : STATUS.wrong;
  return insertRefusedLogin(on, { ...login, ...where, id: newId(), route: LOGIN, status, code });
};

/** Of a passkey that is somebody's. */
export const recordFailedPasskeyLogin = (
  on: Queryable,
  email: string,
  code: string,
  where: Where,
): Promise<void> => {
  const status = code === 'AUTH.OPERATOR_LOCKED' ? STATUS.locked : STATUS.wrong;
  const login = { email, phone: null, ...where, id: newId(), route: PASSKEY_LOGIN, status, code };
  return insertRefusedLogin(on, login);
};
