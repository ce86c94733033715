// account-past.ts — what one account costs with few and with very many grants, used up, expired and live.
import { PostgresEventStore } from '@saring/event-store';
import { QuotaLedger } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { createLogger, createPool } from '@saring/service-kit';
import { option, machine, report, rounded, spread } from './figures';
import { startBenchStack, startRole } from './stack';

const KILOBYTE = 1_024;
const ASKED_TIMES = 20;
/** Near the most that an account takes beside what is paid for. */
const LIVE_GRANTS = 450;
const WAIT_MILLISECONDS = 60_000;

type Past = 'used_up' | 'expired' | 'live';

/** Terms, then so many grants of a kilobyte, as the account's stream has them; the used-up ones are burnt as they come. */
const eventsOf = (past: Past, grants: number, at: string) => {
  const caused = { at, reason: 'bench', actor: 'bench' };
  const terms = { version: 1, role: 'subscriber', approval: 'approved', disabled: false, blocked: false };
  const events: { type: string; data: object }[] = [
    { type: 'AccountTermsChanged', data: { ...terms, blockReason: null, at } },
  ];
  for (let index = 0; index < grants; index += 1) {
    const grantId = idFrom('bench-grant', past, grants, index);
    const expiresAt = past === 'expired' ? new Date(Date.parse(at) - 60_000).toISOString() : null;
    const terms = { bytes: KILOBYTE, unlimited: false, priority: 0, fupThresholdBytes: 0 };
    events.push({ type: 'QuotaGranted', data: { grantId, source: 'bonus', ...terms, expiresAt, ...caused } });
    if (past === 'expired') events.push({ type: 'GrantExpired', data: { grantId, at: expiresAt } });
    if (past === 'used_up')
      events.push({ type: 'UsageCorrected', data: { usedDeltaBytes: KILOBYTE, ...caused } });
  }
  return events;
};

/** `--grants=4000`: each figure for an account with 4 grants behind it and for one with that many, or as many live ones as it takes. */
export const accountPast = async (args: readonly string[]): Promise<void> => {
  const many = option(args, 'grants', 4_000);
  const stack = await startBenchStack();
  const logger = createLogger('warn');
  const url = stack.env['DATABASE_URL'] ?? '';
  const pool = createPool({ url, schema: 'quota_ledger', max: 2, name: 'bench', logger });
  const ledger = await startRole('ledger', stack.env);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  const messenger = new Messenger(nats);
  try {
    for (const past of ['used_up', 'expired', 'live'] as const)
      for (const grants of [4, past === 'live' ? Math.min(many, LIVE_GRANTS) : many]) {
        const subscriberId = newId();
        const stream = `quota-account-${subscriberId}`;
        const events = eventsOf(past, grants, new Date().toISOString());
        const folded = performance.now();
        await new PostgresEventStore(pool).append(stream, events, 'none');
        while ((await revisionOf(pool, subscriberId)) < events.length - 1)
          await new Promise((resolve) => setTimeout(resolve, 2));
        const foldMilliseconds = performance.now() - folded;
        const ask = await asked(messenger, subscriberId, past === 'live' ? grants : 0);
        report({
          ...{ name: `account_past.${past}`, value: ask.grant.p50, unit: 'ms a grant', n: ASKED_TIMES },
          ...{ grants, foldMilliseconds: rounded(foldMilliseconds), p95: ask.grant.p95 },
          ...{
            readMilliseconds: ask.read.p50,
            readBytes: ask.readBytes,
            purchaseMilliseconds: ask.purchase.p50,
          },
          ...{ burnAllMilliseconds: ask.burnMilliseconds, rowBytes: await rowBytes(pool, subscriberId) },
          machine: machine(),
        });
      }
  } finally {
    await nats.close();
    await ledger.stop();
    await pool.end();
    await stack.close();
  }
};

const revisionOf = async (pool: ReturnType<typeof createPool>, subscriberId: string): Promise<number> => {
  const { rows } = await pool.query<{ own_revision: number }>(
    'select own_revision from quota_accounts where subscriber_id = $1',
    [subscriberId],
  );
  return rows[0]?.own_revision ?? -1;
};

const rowBytes = async (pool: ReturnType<typeof createPool>, subscriberId: string): Promise<number> => {
  const { rows } = await pool.query<{ bytes: number }>(
    'select length(state::text) as bytes from quota_accounts where subscriber_id = $1',
    [subscriberId],
  );
  return rows[0]?.bytes ?? 0;
};

const asked = async (messenger: Messenger, subscriberId: string, liveGrants: number) => {
  const { grantQuota, getQuota, fulfilPurchase, correctQuota } = QuotaLedger.method;
  const caused = { reason: 'bench', actor: 'bench' };
  const times = async (ask: () => Promise<unknown>) => {
    const sample: number[] = [];
    for (let time = 0; time < ASKED_TIMES; time += 1) {
      const start = performance.now();
      await ask();
      sample.push(performance.now() - start);
    }
    return spread(sample);
  };
  const grant = await times(() =>
    messenger.request(
      grantQuota,
      { commandId: newId(), subscriberId, bytes: KILOBYTE, source: 'bonus', ...caused },
      WAIT_MILLISECONDS,
    ),
  );
  const purchase = await times(() =>
    messenger.request(
      fulfilPurchase,
      { commandId: newId(), subscriberId, purchaseId: newId(), bytes: KILOBYTE, ...caused },
      WAIT_MILLISECONDS,
    ),
  );
  const read = await times(() => messenger.request(getQuota, { subscriberId }));
  const readBytes = JSON.stringify(await messenger.request(getQuota, { subscriberId })).length;
  const start = performance.now();
  await messenger.request(
    correctQuota,
    { commandId: newId(), subscriberId, usedDeltaBytes: Math.max(1, liveGrants) * KILOBYTE, ...caused },
    WAIT_MILLISECONDS,
  );
  return { grant, purchase, read, readBytes, burnMilliseconds: rounded(performance.now() - start) };
};
