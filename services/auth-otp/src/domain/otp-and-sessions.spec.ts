import { checkCode, mayRequestCode, type Challenge } from './otp-challenge';
import { lockoutSeconds, mayTryPassword } from './operator-lockout';
import { OPERATOR_ROLES, permissionsOf } from './permissions';
import { mayRefresh, type RefreshToken } from './session';

const start = Date.parse('2026-11-21T04:00:00.000Z');
const after = (seconds: number) => new Date(start + seconds * 1000).toISOString();

describe('asking for a code', () => {
  const sent = (...seconds: number[]) => ({ toPhone: seconds.map(after), fromDevice: [] });

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
    expect(mayRequestCode({ toPhone: [], fromDevice: five.map(after) }, after(2_000))).toMatchObject({
      refusal: { code: 'AUTH.OTP_DAILY_LIMIT' },
    });
    expect(mayRequestCode({ toPhone: [], fromDevice: five.slice(1).map(after) }, after(2_000)).ok).toBe(true);
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
  const right = { matches: true, at: after(1) };
  const wrong = { matches: false, at: after(1) };

  it('is good once and in time', () => {
    expect(checkCode(challenge(), right).ok).toBe(true);
    expect(checkCode(challenge({ consumedAt: after(0) }), right)).toMatchObject({
      refusal: { code: 'AUTH.OTP_USED' },
    });
    expect(checkCode(challenge(), { matches: true, at: after(300) })).toMatchObject({
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
  it('is told as stolen even when expired, so that the family ends', () =>
    expect(codeOf(mayRefresh(token({ usedAt: after(0) }), after(200)))).toBe('AUTH.SESSION_REUSED'));
});

describe('operators', () => {
  it('wait ever longer after wrong passwords', () =>
    expect([0, 4, 5, 6, 7, 11, 12, 1_000].map(lockoutSeconds)).toEqual([
      0, 0, 30, 60, 120, 1_920, 3_600, 3_600,
    ]));
  it('are locked until a time, not longer', () => {
    expect(mayTryPassword(null, after(0)).ok).toBe(true);
    expect(mayTryPassword(after(30), after(0))).toMatchObject({
      refusal: { code: 'AUTH.OPERATOR_LOCKED', details: { retryInSeconds: 30 } },
    });
    expect(mayTryPassword(after(30), after(30)).ok).toBe(true);
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
