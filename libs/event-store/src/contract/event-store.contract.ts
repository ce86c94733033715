// The contract of the event store: one suite, run by each.
import { randomUUID } from 'node:crypto';
import type {
  EventStore,
  EventToAppend,
  Position,
  ReadAllOptions,
  RecordedEvent,
} from '@saring/event-sourcing';
import { eventually } from '@saring/testing';

type ContractSubject = {
  readonly store: EventStore;
  /** Breaks the connection to the server once; absent where there is none. */
  readonly cutConnections?: () => void;
};

const event = (type: string, data: object = {}, eventId?: string): EventToAppend => ({ type, data, eventId });
const ids = (events: readonly RecordedEvent[]) => events.map((recorded) => recorded.eventId);

const readEverything = async (store: EventStore, page = 500): Promise<RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  let after: Position | null = null;
  for (;;) {
    const events: readonly RecordedEvent[] = await store.readAll({ after, limit: page });
    const last = events[events.length - 1];
    if (!last) return all;
    all.push(...events);
    after = last.position;
  }
};

/** Reads until the events are there: a transaction open elsewhere may hide those just appended from `readAll`. */
const readNew = (
  store: EventStore,
  streams: readonly string[],
  count: number,
  options: Omit<ReadAllOptions, 'limit'>,
): Promise<readonly RecordedEvent[]> =>
  eventually(async () => {
    const page = await store.readAll({ ...options, limit: 500 });
    const own = page.filter((recorded) => streams.includes(recorded.stream));
    return own.length >= count ? own : false;
  });

const until = (check: () => boolean): Promise<boolean> => eventually(check);

export const eventStoreContract = (name: string, subject: () => ContractSubject): void => {
  const newStream = () => `quota-account-${randomUUID()}`;

  describe(`event store contract: ${name}`, () => {
    describe('expected revision', () => {
      it('none: passes on a new stream only', async () => {
        const { store } = subject();
        const stream = newStream();
        expect(await store.append(stream, [event('A'), event('B')], 'none')).toEqual({
          ok: true,
          revision: 1,
        });
        expect(await store.append(stream, [event('C')], 'none')).toEqual({
          ok: false,
          conflict: true,
          revision: 1,
        });
      });

      it('exact: passes on that revision only', async () => {
        const { store } = subject();
        const stream = newStream();
        expect(await store.append(stream, [event('A')], 0)).toEqual({
          ok: false,
          conflict: true,
          revision: -1,
        });
        await store.append(stream, [event('A')], 'none');
        expect(await store.append(stream, [event('B')], 0)).toEqual({ ok: true, revision: 1 });
        expect(await store.append(stream, [event('C')], 0)).toEqual({
          ok: false,
          conflict: true,
          revision: 1,
        });
        expect((await store.readStream(stream)).map((recorded) => recorded.type)).toEqual(['A', 'B']);
      });

      it('any: always passes', async () => {
        const { store } = subject();
        const stream = newStream();
        await store.append(stream, [event('A')], 'any');
        expect(await store.append(stream, [event('B')], 'any')).toEqual({ ok: true, revision: 1 });
      });

      it('lets exactly one of two racing writers through', async () => {
        const { store } = subject();
        const stream = newStream();
        await store.append(stream, [event('A')], 'none');
        const race = await Promise.all(
          Array.from({ length: 8 }, (_, n) => store.append(stream, [event('B', { n })], 0)),
        );
        expect(race.filter((outcome) => outcome.ok)).toHaveLength(1);
        expect(await store.readStream(stream)).toHaveLength(2);
      });
    });

    describe('the same event id twice', () => {
      it('changes nothing at the same expected revision, and answers as the first time', async () => {
        const { store } = subject();
        const stream = newStream();
        const batch = [event('A', {}, randomUUID()), event('B', {}, randomUUID())];
        expect(await store.append(stream, batch, 'none')).toEqual({ ok: true, revision: 1 });
        await store.append(stream, [event('C')], 1);
        expect(await store.append(stream, batch, 'none')).toEqual({ ok: true, revision: 1 });
        expect(await store.readStream(stream)).toHaveLength(3);
      });

      it('changes nothing with any', async () => {
        const { store } = subject();
        const stream = newStream();
        const one = event('A', {}, randomUUID());
        await Promise.all([store.append(stream, [one], 'any'), store.append(stream, [one], 'any')]);
        await store.append(stream, [event('B')], 'any');
        expect(await store.append(stream, [one], 'any')).toEqual({ ok: true, revision: 0 });
        expect(await store.readStream(stream)).toHaveLength(2);
      });

      it('is a conflict when the id is elsewhere in the stream', async () => {
        const { store } = subject();
        const stream = newStream();
        const one = event('A', {}, randomUUID());
        await store.append(stream, [one, event('B'), event('C')], 'none');
        expect((await store.append(stream, [one], 0)).ok).toBe(false);
      });
    });

    it('appends a batch over many streams, each whole or not at all', async () => {
      const { store } = subject();
      const [first, second, third] = [newStream(), newStream(), newStream()] as const;
      await store.append(second, [event('A')], 'none');
      const outcomes = await store.appendBatch([
        { stream: first, events: [event('A'), event('B')], expectedRevision: 'none' },
        { stream: second, events: [event('X'), event('Y')], expectedRevision: 'none' },
        { stream: third, events: [event('A')], expectedRevision: 'none' },
      ]);
      expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
      expect(outcomes[1]).toMatchObject({ conflict: true, revision: 0 });
      expect(await store.readStream(first)).toHaveLength(2);
      expect(await store.readStream(second)).toHaveLength(1);
      expect(await store.readStream(third)).toHaveLength(1);
    });

    it('gives back what was appended', async () => {
      const { store } = subject();
      const stream = newStream();
      const eventId = randomUUID();
      const data = { bytes: 9_007_199_254_740_991, text: 'é漢"\\', list: [1, { a: null }] };
      const metadata = { commandId: 'c1', commandHash: 'h', actor: 'operator:1' };
      await store.append(stream, [{ eventId, type: 'QuotaGranted', data, metadata }], 'none');
      const [recorded] = await store.readStream(stream);
      expect(recorded).toMatchObject({ eventId, stream, revision: 0, type: 'QuotaGranted', data, metadata });
      expect(new Date(recorded?.recordedAt ?? '').getTime()).not.toBeNaN();
    });

    it('reads a stream forwards from a revision and backwards, page by page', async () => {
      const { store } = subject();
      const stream = newStream();
      await store.append(
        stream,
        Array.from({ length: 10 }, (_, n) => event('E', { n })),
        'none',
      );
      const numbers = (events: readonly RecordedEvent[]) => events.map((recorded) => recorded.revision);
      expect(numbers(await store.readStream(stream, { from: 3, limit: 4 }))).toEqual([3, 4, 5, 6]);
      expect(numbers(await store.readStream(stream, { direction: 'backwards', limit: 3 }))).toEqual([
        9, 8, 7,
      ]);
      expect(numbers(await store.readStream(stream, { direction: 'backwards', from: 1, limit: 5 }))).toEqual([
        1, 0,
      ]);
      expect(await store.readStream(stream, { from: 10 })).toEqual([]);
      expect(await store.readStream(newStream())).toEqual([]);
      expect(await store.readStream(newStream(), { direction: 'backwards' })).toEqual([]);
    });

    it('reads everything after a position, in an order that its positions agree with', async () => {
      const { store } = subject();
      const before = await readEverything(store);
      const [a, b] = [newStream(), newStream()];
      await store.append(a, [event('1'), event('2')], 'none');
      await store.append(b, [event('3')], 'none');
      await store.append(a, [event('4')], 1);
      const last = before[before.length - 1]?.position ?? null;
      const added = await readNew(store, [a, b], 4, { after: last });
      expect(added.map((recorded) => recorded.type)).toEqual(['1', '2', '3', '4']);
      for (const [index, recorded] of added.slice(1).entries())
        expect(store.comparePositions(added[index]?.position ?? '', recorded.position)).toBeLessThan(0);
      expect(ids(await store.readAll({ after: added[1]?.position ?? null, limit: 1 }))).toEqual(
        ids(added.slice(2, 3)),
      );
    });

    it('gives the data of the types that are asked for, and every event its place', async () => {
      const { store } = subject();
      const stream = newStream();
      const { position: after = null } = (await readEverything(store)).at(-1) ?? {};
      await store.append(stream, [event('wanted'), event('other'), event('wanted')], 'none');
      const whole = await readNew(store, [stream], 3, { after });
      const some = await readNew(store, [stream], 3, { after, dataOf: ['wanted'] });
      expect(some.map((recorded) => recorded.position)).toEqual(whole.map((recorded) => recorded.position));
      expect([some[0]?.data, some[2]?.data]).toEqual([whole[0]?.data, whole[2]?.data]);
    });

    it('gives a follower 10,000 events of two concurrent writers, in order, none skipped, none twice', async () => {
      const { store } = subject();
      const after = (await readEverything(store)).at(-1)?.position ?? null;
      const [left, right] = [newStream(), newStream()];
      const seen: RecordedEvent[] = [];
      const follower = store.follow({
        after,
        batchSize: 300,
        handle: async (events) =>
          void seen.push(...events.filter((recorded) => [left, right].includes(recorded.stream))),
      });
      const write = async (stream: string) => {
        let revision = -1;
        while (revision < 4_999) {
          const batch = Array.from({ length: 50 }, (_, n) => event('E', { n: revision + 1 + n }));
          const outcome = await store.append(stream, batch, revision < 0 ? 'none' : revision);
          if (!outcome.ok) throw new Error('no one else writes here');
          revision = outcome.revision;
        }
      };
      await Promise.all([write(left), write(right)]);
      await until(() => seen.length >= 10_000);
      await follower.stop();
      expect(seen).toHaveLength(10_000);
      for (const stream of [left, right])
        expect(
          seen.filter((recorded) => recorded.stream === stream).map((recorded) => recorded.revision),
        ).toEqual(Array.from({ length: 5_000 }, (_, n) => n));
      for (let index = 1; index < seen.length; index += 1)
        expect(
          store.comparePositions(seen[index - 1]?.position ?? '', seen[index]?.position ?? ''),
        ).toBeLessThan(0);
    });

    it('gives a follower the same batch again when its handler fails', async () => {
      const { store } = subject();
      const after = (await readEverything(store)).at(-1)?.position ?? null;
      const stream = newStream();
      const seen: string[] = [];
      const errors: unknown[] = [];
      const follower = store.follow({
        after,
        batchSize: 10,
        onError: (error) => errors.push(error),
        handle: async (events) => {
          if (errors.length === 0) throw new Error('the projection fails once');
          seen.push(
            ...events.filter((recorded) => recorded.stream === stream).map((recorded) => recorded.type),
          );
        },
      });
      await store.append(stream, [event('A'), event('B')], 'none');
      await until(() => seen.length >= 2);
      await follower.stop();
      expect(seen).toEqual(['A', 'B']);
      expect(errors).toHaveLength(1);
    });

    it('goes on following after its connection was cut', async () => {
      const { store, cutConnections } = subject();
      const after = (await readEverything(store)).at(-1)?.position ?? null;
      const stream = newStream();
      const seen: number[] = [];
      const follower = store.follow({
        after,
        batchSize: 10,
        onError: () => undefined,
        handle: async (events) =>
          void seen.push(
            ...events
              .filter((recorded) => recorded.stream === stream)
              .map((recorded) => (recorded.data as { n: number }).n),
          ),
      });
      await store.append(stream, [event('E', { n: 0 })], 'none');
      await until(() => seen.length === 1);
      cutConnections?.();
      await appendThroughCuts(store, stream);
      await until(() => seen.length >= 2);
      await follower.stop();
      expect(seen).toEqual([0, 1]);
    });
  });
};

/** The first appends after a cut may meet a dead connection; the event id makes trying again safe. */
const appendThroughCuts = async (store: EventStore, stream: string): Promise<void> => {
  const one = event('E', { n: 1 }, randomUUID());
  for (let tries = 0; tries < 50; tries += 1) {
    const outcome = await store.append(stream, [one], 0).catch(() => null);
    if (outcome?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the store did not come back');
};
