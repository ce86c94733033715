// usage-block.spec.ts — slots of accounts with and without time online beside one another, and those of before there was any.
import { evolve } from '../domain/quota-account';
import { initialState, type AccountEvent } from '../domain/account';
import { newEntry } from './account-row';
import { decodeBlock, encodeBlocks, UsageBlock, type AccountEntry } from './usage-block';

const at = '2026-11-01T00:00:00.000Z';
const granted = (grantId: string, bytes: number, onlineSeconds?: number): AccountEvent => ({
  ...{ type: 'QuotaGranted', grantId, source: 'voucher', bytes, unlimited: bytes === 0, expiresAt: null },
  ...{ priority: 0, fupThresholdBytes: 0, at, reason: '', actor: '' },
  ...(onlineSeconds === undefined ? {} : { onlineSeconds }),
});
const entryOf = (...events: readonly AccountEvent[]): AccountEntry => ({
  ...newEntry('s'),
  account: events.reduce(evolve, initialState()),
  ...{ openHour: 3_600_000, keys: [{ device: 'd', router: 'r' }], open: [1, 2, 3, 4] },
});

it('keeps time online beside what all slots hold', () => {
  const block = new UsageBlock(1, 'r');
  const plain = entryOf(granted('a', 10));
  const timed = { ...entryOf(granted('a', 10), granted('b', 0, 60), granted('c', 5, 30)), openSeconds: [7] };
  const gone = entryOf(granted('a', 1));
  for (const one of [plain, gone, timed]) block.add(one);
  block.remove(gone);
  const common = { usedBytes: 0, autoDebtBytes: 0, openHour: 3_600_000, open: [1, 2, 3, 4] };
  expect(decodeBlock(encodeBlocks([block]).data)).toEqual([
    { ...common, leftBytes: [10], leftSeconds: [], openSeconds: [] },
    null,
    {
      ...{ ...common, leftBytes: [10, 0, 5], leftSeconds: [60, 30], openSeconds: [7] },
      online: { usedSeconds: 0, untilMs: Date.parse(at), ranOutMs: 0 },
    },
  ]);
});

it('reads a slot of before time online was counted', () => {
  const data = Buffer.from(new Float64Array([2, 10, 0, 5, 6, 3_600_000, 0]).buffer);
  expect(decodeBlock(data)).toEqual([
    {
      ...{ leftBytes: [10, 0], usedBytes: 5, autoDebtBytes: 6, openHour: 3_600_000, open: [] },
      ...{ leftSeconds: [], openSeconds: [] },
    },
  ]);
});
