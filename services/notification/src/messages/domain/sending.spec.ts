import { afterAttempt, type Attempt } from './message';
import { mayTakeOtp, OTP_WINDOWS, type RecentOtps } from './otp-budget';
import { LANES, laneWaitMilliseconds, type Lane, type PacedAttempt } from './lanes';
import { targetWaitMilliseconds, waitedFor, type SentTo } from './pacing';

const start = Date.parse('2026-11-21T04:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

describe('after an attempt', () => {
  const after = (attempt: Attempt, attempts = 1, purpose: 'otp' | 'test' = 'otp') =>
    afterAttempt(attempt, { attempts, purpose, expiresAt: at(300) }, at(0));

  it('ends what was sent, rejected, or is unknown', () => {
    expect(after({ outcome: 'sent', providerId: 'p' })).toEqual({ state: 'sent', providerId: 'p' });
    const rejected = { fault: 'number_refused', reason: 'target invalid' } as const;
    expect(after({ outcome: 'rejected', ...rejected })).toEqual({ state: 'failed', ...rejected });
    const lost = { fault: 'no_answer', reason: 'no answer' } as const;
    expect(after({ outcome: 'unknown', ...lost })).toEqual({ state: 'unknown', ...lost });
  });
  it('tries again ever later what was surely not sent', () => {
    const seconds = [1, 2, 3, 8].map((attempts) => {
      const next = after({ outcome: 'busy', fault: 'busy', reason: '429' }, attempts);
      return next.state === 'queued' ? (Date.parse(next.nextAttemptAt) - start) / 1000 : next.state;
    });
    expect(seconds).toEqual([2, 4, 8, 256]);
  });
  const down = { fault: 'device_disconnected', reason: 'disconnected' } as const;
  it('gives up when the next try would come too late', () =>
    expect(after({ outcome: 'channelDown', ...down }, 9)).toEqual({ state: 'expired', ...down }));
  it('tries a test once: whoever tests reads at once how the channel fares', () =>
    expect(after({ outcome: 'channelDown', ...down }, 1, 'test')).toEqual({ state: 'failed', ...down }));
});

describe('pacing', () => {
  it('lets a number wait until its minute has room', () => {
    expect(targetWaitMilliseconds([at(0)], 2, at(1))).toBe(0);
    expect(targetWaitMilliseconds([at(0), at(10)], 2, at(20))).toBe(40_000);
    expect(targetWaitMilliseconds([at(0), at(10)], 2, at(60))).toBe(0);
  });
  it('lets a code wait for codes to its number alone, and a message for what went by channels that may carry it', () => {
    const sent = (toPhone: string, lane: Lane, sender: string, second: number): SentTo => ({
      ...{ toPhone, lane, sender, at: at(second) },
    });
    const recent = [
      sent('+1', 'notice', 'fonnte.dua', 1),
      sent('+1', 'own', 'fonnte', 2),
      sent('+1', 'notice', 'telegram', 3),
      sent('+1', 'notice', '', 4),
      sent('+2', 'notice', 'fonnte', 5),
    ];
    const waits = (lane: Lane, channels: string[]) => waitedFor(recent, { toPhone: '+1', lane }, channels);
    expect(waits('own', ['fonnte', 'telegram'])).toEqual([at(2)]);
    expect(waits('notice', ['fonnte'])).toEqual([at(1), at(2), at(4)]);
    expect(waits('notice', ['telegram'])).toEqual([at(3), at(4)]);
  });
  it('spreads a minute, and leaves room to the lanes above', () => {
    const sent = (lane: Lane, count: number): PacedAttempt[] =>
      Array.from({ length: count }, () => ({ lane, at: at(0) }));
    const waits = (recent: PacedAttempt[]) =>
      LANES.map((lane) => laneWaitMilliseconds(recent, 120, lane, at(1)));
    expect(waits([])).toEqual([0, 0, 0, 0, 0]);
    expect(waits(sent('notice', 4))).toEqual([0, 0, 0, 0, 3_000]);
    expect(waits(sent('stranger', 5))).toEqual([0, 0, 0, 3_000, 3_000]);
    expect(waits(sent('newcomer', 6))).toEqual([0, 0, 3_000, 3_000, 3_000]);
    expect(waits(sent('known', 7))).toEqual([0, 3_000, 3_000, 3_000, 3_000]);
    expect(waits(sent('own', 8))).toEqual([3_000, 3_000, 3_000, 3_000, 3_000]);
    // Many long ago fill the minute, not the moment.
    const hour = Array.from({ length: 60 }, (_, second) => ({ lane: 'notice' as const, at: at(second) }));
    expect(laneWaitMilliseconds(hour, 120, 'notice', at(59.5))).toBe(500);
    expect(laneWaitMilliseconds(hour, 120, 'own', at(59.5))).toBe(0);
  });
  it.each([120, 60])(
    'at %i a minute sends no honest code 5 s late behind 1,000 strangers, as many that follow, and a campaign',
    (perMinute) => {
      type Waiting = { readonly lane: Lane; readonly askedAt: number; readonly name: string };
      const queue: Waiting[] = Array.from({ length: 1_000 }, (_, index) => ({
        lane: index % 2 ? ('stranger' as const) : ('notice' as const),
        askedAt: 0,
        name: '',
      }));
      const honest: readonly Waiting[] = [
        { lane: 'own', askedAt: 20.3, name: 'own device' },
        { lane: 'known', askedAt: 31.7, name: 'known number' },
        { lane: 'newcomer', askedAt: 47.1, name: 'newcomer' },
      ];
      const sent: PacedAttempt[] = [];
      const lateness: Record<string, number> = {};
      for (let tick = 0; tick < 600; tick += 1) {
        const now = tick / 10;
        // The flood goes on: each tick brings a request later than those that wait.
        queue.push({ lane: 'stranger', askedAt: now, name: '' });
        queue.push(...honest.filter(({ askedAt }) => askedAt > now - 0.1 && askedAt <= now));
        for (const lane of LANES) {
          if (laneWaitMilliseconds(sent, perMinute, lane, at(now)) > 0) continue;
          const [next] = queue.filter((one) => one.lane === lane).sort((a, b) => b.askedAt - a.askedAt);
          if (!next) continue;
          queue.splice(queue.indexOf(next), 1);
          sent.push({ lane, at: at(now) });
          if (next.name) lateness[next.name] = now - next.askedAt;
          break;
        }
      }
      expect(Object.keys(lateness).sort()).toEqual(['known number', 'newcomer', 'own device']);
      for (const seconds of Object.values(lateness)) expect(seconds).toBeLessThan(5);
    },
  );
});

describe('the budget of codes', () => {
  const budget = { perDay: 10, perSitePerDay: 5 };
  const closed = { otpSending: true, isOpen: false };
  const codeOf = (today: { all: number; ofSite: number }, channel: typeof closed, lane: Lane = 'own') => {
    const result = mayTakeOtp(today, [], budget, channel, lane);
    return result.ok ? 'ok' : result.refusal.code;
  };
  it('ends for all and for a site', () => {
    expect(codeOf({ all: 9, ofSite: 4 }, closed)).toBe('ok');
    expect(codeOf({ all: 10, ofSite: 0 }, closed)).toBe('NOTIFICATION.OTP_BUDGET_SPENT');
    expect(codeOf({ all: 5, ofSite: 5 }, closed)).toBe('NOTIFICATION.OTP_BUDGET_SPENT');
  });
  it('keeps a reserve for newcomers whom a router sees, another for known numbers, another for their own devices', () => {
    const left = (all: number) =>
      LANES.slice(0, 4).map((lane) => codeOf({ all, ofSite: 0 }, closed, lane) === 'ok');
    expect(left(6)).toEqual([true, true, true, true]);
    expect(left(7)).toEqual([true, true, true, false]);
    expect(left(9)).toEqual([true, false, false, false]);
    expect(left(10)).toEqual([false, false, false, false]);
  });
  describe('in a flood', () => {
    const large = { perDay: 2_000, perSitePerDay: 1_000 };
    /** Codes of one lane that all come within the same minute, until the first refusal. */
    const spend = (lane: 'newcomer' | 'stranger', before: readonly RecentOtps[] = []) => {
      for (let count = 0; ; count += 1) {
        const recent = OTP_WINDOWS.map(({ seconds }) => ({ seconds, lane, all: count, ofSite: count }));
        const taken = mayTakeOtp({ all: count, ofSite: count }, [...before, ...recent], large, closed, lane);
        if (!taken.ok) return { count, refusal: taken.refusal };
      }
    };
    it('strangers spend in a minute a small part of their day, and read when to try again', () => {
      const { count, refusal } = spend('stranger');
      expect(count).toBe(28);
      expect(refusal).toMatchObject({ code: 'NOTIFICATION.OTP_BUSY', details: { retryInSeconds: 60 } });
    });
    it('strangers leave codes to newcomers whom a router sees, and both leave all others theirs', () => {
      const flood = OTP_WINDOWS.map(({ seconds }) => ({
        seconds,
        lane: 'stranger' as const,
        all: 28,
        ofSite: 28,
      }));
      expect(spend('newcomer', flood).count).toBe(79);
      const all = [...flood, ...flood.map((one) => ({ ...one, lane: 'newcomer' as const }))];
      for (const lane of ['known', 'own'] as const)
        expect(mayTakeOtp({ all: 56, ofSite: 56 }, all, large, closed, lane).ok).toBe(true);
    });
    it('an hour holds a sixth of the day', () => {
      const hour = { seconds: 3_600, lane: 'stranger' as const, all: 109, ofSite: 109 };
      expect(mayTakeOtp({ all: 109, ofSite: 109 }, [hour], large, closed, 'stranger').ok).toBe(false);
      expect(
        mayTakeOtp({ all: 109, ofSite: 108 }, [{ ...hour, ofSite: 108 }], large, closed, 'stranger').ok,
      ).toBe(true);
    });
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
