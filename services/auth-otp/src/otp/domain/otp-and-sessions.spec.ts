import { OPERATOR_ROLES } from '@saring/kernel';
import { checkCode, mayRequestCode, type Challenge, type CodesSent } from './otp-challenge';
import { lockoutSeconds, mayTryPassword } from '../../operators/domain/operator-lockout';
import { permissionsOf } from '../../operators/domain/permissions';
import { mayRefresh, type RefreshToken } from '../../sessions/domain/session';

const start = Date.parse('2026-11-21T04:00:00.000Z');
const after = (seconds: number) => new Date(start + seconds * 1000).toISOString();

describe('asking for a code', () => {
  const code = (second: number, isUsed: boolean, isMine = true) => ({ at: after(second), isUsed, isMine });
  const unused = (...seconds: number[]) => seconds.map((second) => code(second, false));
  const used = (...seconds: number[]) => seconds.map((second) => code(second, true));
  const sent = (...seconds: number[]): CodesSent => ({
    toPhone: unused(...seconds),
    fromSource: [],
    source: 'device',
  });
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);

  it('waits 60, 120, then 300 seconds', () => {
    expect(mayRequestCode(sent(), after(0))).toEqual({ ok: true, value: { resendInSeconds: 60 } });
    expect(mayRequestCode(sent(0), after(59))).toMatchObject({
      refusal: { code: 'AUTH.OTP_TOO_SOON', details: { retryInSeconds: 1 } },
    });
    expect(mayRequestCode(sent(0), after(60))).toEqual({ ok: true, value: { resendInSeconds: 120 } });
    expect(mayRequestCode(sent(0, 60), after(179))).toMatchObject({
      refusal: { details: { retryInSeconds: 1 } },
    });
    expect(mayRequestCode(sent(0, 60), after(180))).toEqual({ ok: true, value: { resendInSeconds: 300 } });
    expect(mayRequestCode(sent(0, 60, 180, 480), after(779))).toMatchObject({
      refusal: { code: 'AUTH.OTP_TOO_SOON' },
    });
  });
  it('gives five codes a day to a phone, and five to a device whatever phones it names', () => {
    const five = [0, 60, 180, 480, 780];
    expect(mayRequestCode(sent(...five), after(2_000))).toMatchObject({
      refusal: { code: 'AUTH.OTP_DAILY_LIMIT', details: { retryInSeconds: 84_400 } },
    });
    expect(
      mayRequestCode({ toPhone: [], fromSource: unused(...five), source: 'device' }, after(2_000)),
    ).toMatchObject({
      refusal: { code: 'AUTH.OTP_DAILY_LIMIT' },
    });
    expect(mayRequestCode({ ...sent(), fromSource: unused(...five.slice(1)) }, after(2_000)).ok).toBe(true);
  });
  it('lets a device that a router sees answer for itself, and an address for all strangers', () => {
    const ofOthers = (count: number) => many(count).map((second) => code(second, false, false));
    const ask = (source: CodesSent['source'], count: number) =>
      mayRequestCode({ toPhone: ofOthers(count), fromSource: [], source }, after(10));
    expect(ask('device', 1)).toEqual({ ok: true, value: { resendInSeconds: 60 } });
    expect(ask('device', 19).ok).toBe(true);
    expect(ask('device', 20)).toMatchObject({ refusal: { code: 'AUTH.OTP_DAILY_LIMIT' } });
    expect(ask('address', 1)).toMatchObject({ refusal: { code: 'AUTH.OTP_TOO_SOON' } });
    expect(ask('address', 5)).toMatchObject({ refusal: { code: 'AUTH.OTP_DAILY_LIMIT' } });
  });
  it('counts an address loosely, since many may be behind it', () => {
    const asked = (count: number) =>
      mayRequestCode({ toPhone: [], fromSource: unused(...many(count)), source: 'address' }, after(2_000)).ok;
    expect([asked(39), asked(40)]).toEqual([true, false]);
  });
  it('lets who types their codes ask again at once, within a bound', () => {
    const typed = (codes: CodesSent['toPhone']) => mayRequestCode({ ...sent(), toPhone: codes }, after(60));
    expect(typed(used(0, 10, 20, 30, 40, 50))).toEqual({ ok: true, value: { resendInSeconds: 60 } });
    expect(typed([...unused(0, 10), ...used(20)])).toEqual({ ok: true, value: { resendInSeconds: 60 } });
    expect(typed([...used(20), ...unused(30)])).toMatchObject({
      refusal: { details: { retryInSeconds: 30 } },
    });
    expect(typed(used(...many(20)))).toMatchObject({ refusal: { code: 'AUTH.OTP_DAILY_LIMIT' } });
  });
  it('never waits longer because a clock was set back', () =>
    expect(mayRequestCode(sent(0), after(-90_000))).toMatchObject({
      refusal: { details: { retryInSeconds: 60 } },
    }));
});

describe('a typed code', () => {
  const challenge = (change: Partial<Challenge> = {}): Challenge => ({
    expiresAt: after(300),
    consumedAt: null,
    failedTries: 0,
    phoneFailures: 0,
    ...change,
  });
  const right = { matches: true, isRepeated: false, at: after(1) };
  const wrong = { matches: false, isRepeated: false, at: after(1) };

  it('is good once and in time', () => {
    expect(checkCode(challenge(), right).ok).toBe(true);
    expect(checkCode(challenge({ consumedAt: after(0) }), right)).toMatchObject({
      refusal: { code: 'AUTH.OTP_USED' },
    });
    expect(checkCode(challenge(), { ...right, at: after(300) })).toMatchObject({
      refusal: { code: 'AUTH.OTP_EXPIRED' },
    });
  });
  it('has five tries, then is dead even when right', () => {
    expect(checkCode(challenge(), wrong)).toMatchObject({
      refusal: { code: 'AUTH.OTP_WRONG', details: { triesLeft: 4 } },
    });
    expect(checkCode(challenge({ failedTries: 4, phoneFailures: 4 }), wrong)).toMatchObject({
      refusal: { details: { triesLeft: 0 } },
    });
    expect(checkCode(challenge({ failedTries: 5, phoneFailures: 5 }), right)).toMatchObject({
      refusal: { code: 'AUTH.OTP_DEAD' },
    });
  });
  it('costs one try however often the same wrong code comes', () =>
    expect(
      checkCode(challenge({ failedTries: 1, phoneFailures: 1 }), { ...wrong, isRepeated: true }),
    ).toMatchObject({
      refusal: { code: 'AUTH.OTP_WRONG', details: { triesLeft: 4 } },
    }));
  it('stops a phone after fifteen failures a day', () => {
    expect(checkCode(challenge({ phoneFailures: 14 }), wrong)).toMatchObject({
      refusal: { details: { triesLeft: 0 } },
    });
    expect(checkCode(challenge({ phoneFailures: 15 }), right)).toMatchObject({
      refusal: { code: 'AUTH.OTP_LOCKED' },
    });
  });
});

describe('a refresh token', () => {
  const token = (change: Partial<RefreshToken> = {}): RefreshToken => ({
    expiresAt: after(100),
    usedAt: null,
    familyRevokedAt: null,
    ...change,
  });
  const codeOf = (result: ReturnType<typeof mayRefresh>) => (result.ok ? 'ok' : result.refusal.code);

  it('passes on once, and again within five seconds', () => {
    expect(codeOf(mayRefresh(token(), after(1)))).toBe('ok');
    expect(codeOf(mayRefresh(token({ usedAt: after(0) }), after(5)))).toBe('ok');
    expect(codeOf(mayRefresh(token({ usedAt: after(0) }), after(5.001)))).toBe('AUTH.SESSION_REUSED');
  });
  it('ends with its time and with its family', () => {
    expect(codeOf(mayRefresh(token(), after(100)))).toBe('AUTH.SESSION_EXPIRED');
    expect(codeOf(mayRefresh(token({ familyRevokedAt: after(0) }), after(1)))).toBe('AUTH.SESSION_REVOKED');
  });
  it('is reported as stolen even when expired, so that the family ends', () =>
    expect(codeOf(mayRefresh(token({ usedAt: after(0) }), after(200)))).toBe('AUTH.SESSION_REUSED'));
});

describe('operators', () => {
  it('wait ever longer after wrong passwords', () =>
    expect([0, 4, 5, 6, 7, 11, 12, 1_000].map(lockoutSeconds)).toEqual([
      0, 0, 30, 60, 120, 1_920, 3_600, 3_600,
    ]));
  it('are locked until a time, not longer', () => {
    const tries = { failures: 0, lockedUntil: null, isKnownAddress: false, accountFailures: 0 };
    const locked = { ...tries, lockedUntil: after(30) };
    expect(mayTryPassword(tries, after(0)).ok).toBe(true);
    expect(mayTryPassword(locked, after(0))).toMatchObject({
      refusal: { code: 'AUTH.OPERATOR_LOCKED', details: { retryInSeconds: 30 } },
    });
    expect(mayTryPassword(locked, after(30)).ok).toBe(true);
  });
  it('are closed to new addresses after a hundred wrong passwords from everywhere, never where they got in before', () => {
    const tries = (accountFailures: number, isKnownAddress: boolean) =>
      mayTryPassword({ failures: 0, lockedUntil: null, isKnownAddress, accountFailures }, after(0)).ok;
    expect([tries(99, false), tries(100, false), tries(1_000, true)]).toEqual([true, false, true]);
  });
  it('may only change a printed password', () =>
    expect(OPERATOR_ROLES.flatMap((role) => permissionsOf(role, true))).toEqual([]));
  it('leaves corrections and operators to super_admin', () => {
    const withCorrections = OPERATOR_ROLES.filter((role) =>
      permissionsOf(role, false).includes('quota:correct'),
    );
    const withOperators = OPERATOR_ROLES.filter((role) =>
      permissionsOf(role, false).includes('operators:write'),
    );
    expect([withCorrections, withOperators]).toEqual([['super_admin'], ['super_admin']]);
  });
});
