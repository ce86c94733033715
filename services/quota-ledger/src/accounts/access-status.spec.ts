import type { EventStore, StreamAppend } from '@saring/event-sourcing';
import { systemClock } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import type { Pool } from 'pg';
import type { AccountEvent } from '../domain/account';
import { evolve } from '../domain/quota-account';
import { newEntry } from '../balances/account-row';
import type { AccountEntry } from '../balances/usage-block';
import { AccessStatusReaction } from './access-status';

const at = '2026-11-21T04:00:00.000Z';
const EVENTS = [
  {
    type: 'AccountTermsChanged',
    version: 1,
    role: 'subscriber',
    approval: 'approved',
    disabled: false,
    blocked: false,
    blockReason: null,
    at,
  },
  {
    type: 'QuotaGranted',
    grantId: 'g',
    source: 'purchase',
    bytes: 1_000_000_000,
    unlimited: false,
    expiresAt: null,
    priority: 0,
    fupThresholdBytes: 0,
    at,
    reason: '',
    actor: 'billing',
  },
] as unknown as AccountEvent[];

const payer = (): AccountEntry => {
  const entry = newEntry('11111111-1111-4111-8111-111111111111');
  for (const event of EVENTS) {
    entry.account = evolve(entry.account, event);
    entry.ownRevision += 1;
  }
  return entry;
};

const NO_LIMITS = {
  DEBT_LIMIT_BYTES: 0,
  DEBT_LIMIT_RUPIAH: 0,
  DEBT_WARNING_PERCENT: 0,
  DEBT_OVERDUE_BLOCKS: false,
};

/** Fails at its n-th call of all, once; then works. */
const failingAt = (call: number) => {
  let calls = 0;
  const stored: StreamAppend[] = [];
  const count = async (): Promise<void> => {
    calls += 1;
    if (calls === call) throw new Error('UNAVAILABLE: away for a moment');
  };
  const store = {
    appendBatch: async (appends: readonly StreamAppend[]) => {
      await count();
      stored.push(...appends);
      return appends.map(() => ({ ok: true, revision: 3 }));
    },
  } as unknown as EventStore;
  const pool = {
    query: async () => {
      await count();
      return { rows: [], rowCount: 0 };
    },
  } as unknown as Pool;
  return { store, pool, stored };
};

it.each([1, 2, 3, 4, 5, 6])(
  'records a status whose append failed: call %i of its world fails',
  async (call) => {
    const { store, pool, stored } = failingAt(call);
    const reaction = new AccessStatusReaction(store, pool, systemClock, createLogger('silent'), NO_LIMITS);
    const abort = new AbortController();
    const running = reaction.runExpiry(abort.signal);
    reaction.consider([payer()]);
    await eventually(() => stored.length > 0);
    abort.abort();
    await running;
    expect(stored[0]?.events[0]?.type).toBe('AccessStatusChanged');
  },
);
