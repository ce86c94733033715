import { afterChannelFailure, CLOSED, isOpen } from './breaker';
import { afterAttempt, type Attempt } from './message';
import { mayTakeOtp } from './otp-budget';
import { waitMilliseconds } from './pacing';

const start = Date.parse('2026-11-21T04:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

describe('after an attempt', () => {
  const after = (attempt: Attempt, attempts = 1) => afterAttempt(attempt, attempts, at(0), at(300));

  it('ends what was sent, rejected, or is unknown', () => {
    expect(after({ outcome: 'sent', providerId: 'p' })).toEqual({ state: 'sent', providerId: 'p' });
    expect(after({ outcome: 'rejected', reason: 'target invalid' })).toEqual({
      state: 'failed',
      reason: 'target invalid',
    });
    expect(after({ outcome: 'unknown', reason: 'no answer' })).toEqual({
      state: 'unknown',
      reason: 'no answer',
    });
  });
  it('tries again ever later what was surely not sent', () => {
    const seconds = [1, 2, 3, 8].map((attempts) => {
      const next = after({ outcome: 'busy', reason: '429' }, attempts);
      return next.state === 'queued' ? (Date.parse(next.nextAttemptAt) - start) / 1000 : next.state;
    });
    expect(seconds).toEqual([2, 4, 8, 256]);
  });
  it('gives up when the next try would come too late', () =>
    expect(after({ outcome: 'channelDown', reason: 'disconnected' }, 9)).toEqual({
      state: 'expired',
      reason: 'disconnected',
    }));
});

describe('the breaker', () => {
  it('opens 5 s, then twice as long, at the most ten minutes', () => {
    let breaker = CLOSED;
    const seconds: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      breaker = afterChannelFailure(breaker, 'disconnected', at(0));
      seconds.push((Date.parse(breaker.openUntil ?? '') - start) / 1000);
    }
    expect(seconds).toEqual([5, 10, 20, 40, 80, 160, 320, 600]);
  });
  it('lets a probe through when its time is over', () => {
    const breaker = afterChannelFailure(CLOSED, 'disconnected', at(0));
    expect([isOpen(CLOSED, at(0)), isOpen(breaker, at(4)), isOpen(breaker, at(5))]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('pacing', () => {
  const pace = { perMinute: 3, perTargetPerMinute: 2 };
  it('waits until the minute has room, for all and for the target', () => {
    expect(waitMilliseconds({ all: [at(0), at(1)], toTarget: [at(1)] }, pace, at(2))).toBe(0);
    expect(waitMilliseconds({ all: [at(0), at(1), at(2)], toTarget: [] }, pace, at(2))).toBe(58_000);
    expect(waitMilliseconds({ all: [at(0), at(10)], toTarget: [at(0), at(10)] }, pace, at(20))).toBe(40_000);
    expect(waitMilliseconds({ all: [at(0), at(10)], toTarget: [at(0), at(10)] }, pace, at(60))).toBe(0);
  });
});

describe('the budget of codes', () => {
  const budget = { perDay: 10, perSitePerDay: 5 };
  const closed = { otpSending: true, isOpen: false };
  const codeOf = (...[today, channel]: [{ all: number; ofSite: number }, typeof closed]) => {
    const result = mayTakeOtp(today, budget, channel);
    return result.ok ? 'ok' : result.refusal.code;
  };
  it('ends for all and for a site', () => {
    expect(codeOf({ all: 9, ofSite: 4 }, closed)).toBe('ok');
    expect(codeOf({ all: 10, ofSite: 0 }, closed)).toBe('NOTIFICATION.OTP_BUDGET_SPENT');
    expect(codeOf({ all: 5, ofSite: 5 }, closed)).toBe('NOTIFICATION.OTP_BUDGET_SPENT');
  });
  it('takes none while switched off or while the channel is down', () => {
    expect(codeOf({ all: 0, ofSite: 0 }, { otpSending: false, isOpen: false })).toBe(
      'NOTIFICATION.OTP_SENDING_OFF',
    );
    expect(codeOf({ all: 0, ofSite: 0 }, { otpSending: true, isOpen: true })).toBe(
      'NOTIFICATION.CHANNEL_DOWN',
    );
  });
});
