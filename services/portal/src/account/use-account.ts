import {
  followLive,
  type Access,
  type ApiProblem,
  type Device,
  type Devices,
  type LiveEvent,
  type Me,
  type Quota,
  type UsageDay,
} from '@saring/api-client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { edge, openEvents } from '../edge';
import { useLanguage } from '../language/language';
import { daysBefore } from '../language/formats';
import { problemIn } from '../parts/problem';
import type { NamedDevice } from './device-name';
import { nextTurnOf, withBalance, type BalanceMoved } from './live-balance';

export const CHART_DAYS = 7;
/** A day's use follows the balance so much later: it need not be asked for with every byte. */
const USAGE_MILLISECONDS = 5_000;
/** The ledger turns within a second. */
const TURN_MILLISECONDS = 2_000;

/** Sent to the page when one of the subscriber's orders has changed. */
export const ORDER_CHANGED = 'saring:order';

export type AccountData = {
  readonly quota: Quota;
  readonly access: Access;
  readonly devices: readonly Device[];
  /** With those that have gone: the past names them. */
  readonly namedDevices: readonly NamedDevice[];
  readonly deviceLimit: number;
  readonly usage: readonly UsageDay[];
};

type Account = {
  /** Null until all of it has come. */
  readonly data: AccountData | null;
  /** Why it is not, or no longer, up to date. */
  readonly problem: ApiProblem | null;
  readonly reload: () => Promise<void>;
  readonly reloadDevices: () => Promise<void>;
};

const balanceIn = (data: string): BalanceMoved => {
  const { remainingBytes, usedBytes, status, onlineSecondsLeft = null } = JSON.parse(data) as BalanceMoved;
  return { remainingBytes, usedBytes, status, onlineSecondsLeft };
};

const devicesIn = ({ items, limit, former }: Devices) => ({
  devices: items,
  namedDevices: [...items, ...former.map(({ deviceId, name }) => ({ deviceId, label: name, mac: '' }))],
  deviceLimit: limit,
});

const all = async (usage: () => Promise<readonly UsageDay[]>): Promise<AccountData> => {
  const [quota, access, devices, days] = await Promise.all([
    edge.quota(),
    edge.access(),
    edge.devices(),
    usage(),
  ]);
  return { quota, access, ...devicesIn(devices), usage: days };
};

/** The subscriber's figures, moving by themselves. */
export const useAccount = (me: Me, onEnded: () => void): Account => {
  const { formats } = useLanguage();
  const [data, setData] = useState<AccountData | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const dateOf = useRef(formats.dateOf);
  dateOf.current = formats.dateOf;

  const usage = useCallback(() => {
    const today = dateOf.current(new Date());
    return edge.usage(daysBefore(today, CHART_DAYS - 1), today);
  }, []);
  const attempt = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work();
        setProblem(null);
      } catch (error) {
        const met = problemIn(error);
        if (met.isLoggedOut) onEnded();
        else setProblem(met);
      }
    },
    [onEnded],
  );
  const put = useCallback(
    (part: Partial<AccountData>) => setData((present) => present && { ...present, ...part }),
    [],
  );
  const reload = useCallback(() => attempt(async () => setData(await all(usage))), [attempt, usage]);
  const reloadDevices = useCallback(
    () =>
      attempt(async () => {
        put(devicesIn(await edge.devices()));
      }),
    [attempt, put],
  );

  useEffect(() => {
    let usageTimer: ReturnType<typeof setTimeout> | null = null;
    const onEvent = (event: LiveEvent, text: string) => {
      if (event === 'order') window.dispatchEvent(new Event(ORDER_CHANGED));
      if (event !== 'balance')
        return void attempt(async () => put({ quota: await edge.quota(), access: await edge.access() }));
      setData((present) => present && { ...present, quota: withBalance(present.quota, balanceIn(text)) });
      usageTimer ??= setTimeout(() => {
        usageTimer = null;
        void attempt(async () => put({ usage: await usage() }));
      }, USAGE_MILLISECONDS);
    };
    const end = followLive({ open: openEvents, onEvent, poll: reload });
    // A phone that wakes up, or comes back into the WiFi, does not wait for the next poll.
    const wake = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('online', wake);
    void reload();
    return () => {
      end();
      if (usageTimer) clearTimeout(usageTimer);
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
    };
  }, [me.subscriberId, attempt, put, reload, usage]);
  // Once a turn, whatever clock this phone has: what hours hold moves no balance by itself.
  const turn = data === null ? null : nextTurnOf(data.quota);
  useEffect(() => {
    if (turn === null) return undefined;
    const timer = setTimeout(() => void reload(), Math.max(0, turn - Date.now()) + TURN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [turn, reload]);
  return { data, problem, reload, reloadDevices };
};
