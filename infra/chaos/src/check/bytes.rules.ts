// bytes.rules.ts — every byte that moved is charged once, to whom moved it; balances and statements say the same.
import { foldMeters } from './charged';
import type { Facts, Rule } from './facts';

const sumBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
  bytesOf: (item: Item) => number,
): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + bytesOf(item));
  }
  return sums;
};

const movedOf = ({ phones }: Facts) =>
  sumBy(
    phones,
    ({ subscriberId }) => subscriberId,
    ({ movedBytes }) => movedBytes,
  );

const neverMoreThanMoved: Rule = {
  name: 'nobody is charged for more bytes than they moved',
  when: 'always',
  find: (facts) => {
    const moved = movedOf(facts);
    return [...foldMeters(facts.meters).charged].flatMap(([subscriberId, bytes]) => {
      const most = moved.get(subscriberId) ?? 0;
      return bytes > most ? [`${subscriberId} is charged ${bytes} bytes and moved ${most}`] : [];
    });
  },
};

const everyByte: Rule = {
  name: 'bytes charged are bytes moved, less what a router itself lost',
  when: 'quiet',
  find: (facts) => {
    const { charged, held } = foldMeters(facts.meters);
    const lost = sumBy(
      facts.phones,
      ({ subscriberId }) => subscriberId,
      ({ lostAtMostBytes }) => lostAtMostBytes,
    );
    return [...movedOf(facts)].flatMap(([subscriberId, bytes]) => {
      const accounted = (charged.get(subscriberId) ?? 0) + (held.get(subscriberId) ?? 0);
      const least = bytes - (lost.get(subscriberId) ?? 0);
      return accounted < least
        ? [
            `${subscriberId} moved ${bytes} bytes, of which routers lost at most ${bytes - least}; charged or held are ${accounted}`,
          ]
        : [];
    });
  },
};

const hoursAreTheEvents: Rule = {
  name: 'usage by hour is the replay of the meters',
  when: 'quiet',
  find: (facts) => {
    const { charged } = foldMeters(facts.meters);
    const shown = new Map(facts.usageHours.map(({ subscriberId, bytes }) => [subscriberId, bytes]));
    return [...new Set([...charged.keys(), ...shown.keys()])].flatMap((subscriberId) => {
      const [events, rows] = [charged.get(subscriberId) ?? 0, shown.get(subscriberId) ?? 0];
      return events === rows ? [] : [`${subscriberId}: events charge ${events} bytes, the hours say ${rows}`];
    });
  },
};

const balancesAreTheEvents: Rule = {
  name: 'balances are the replay of the events',
  when: 'quiet',
  find: (facts) => {
    const { charged } = foldMeters(facts.meters);
    const given = sumBy(
      facts.given,
      ({ subscriberId }) => subscriberId,
      ({ bytes }) => bytes,
    );
    return facts.quotas.flatMap(({ subscriberId, usedBytes, remainingBytes, debtBytes }) => {
      const used = charged.get(subscriberId) ?? 0;
      const balance = (given.get(subscriberId) ?? 0) - used;
      return [
        ...(usedBytes === used
          ? []
          : [`${subscriberId}: events charge ${used} bytes, the API says ${usedBytes}`]),
        ...(remainingBytes - debtBytes === balance
          ? []
          : [
              `${subscriberId}: events leave ${balance} bytes, the API says ${remainingBytes} left and ${debtBytes} owed`,
            ]),
      ];
    });
  },
};

const statementAddsUp: Rule = {
  name: 'a statement adds up line by line',
  when: 'quiet',
  find: ({ statements }) =>
    statements.flatMap(({ subscriberId, lines }) => {
      let balance = 0;
      return lines.flatMap(({ id, amountBytes, balanceAfterBytes }) => {
        balance += amountBytes;
        const wrong = balance !== balanceAfterBytes;
        const words = `${subscriberId}, line ${id}: ${balance} bytes by the lines so far, ${balanceAfterBytes} said`;
        balance = balanceAfterBytes;
        return wrong ? [words] : [];
      });
    }),
};

const statementEndsAtBalance: Rule = {
  name: 'a statement ends at the balance',
  when: 'quiet',
  find: ({ statements, quotas }) =>
    statements.flatMap(({ subscriberId, lines }) => {
      const quota = quotas.find((one) => one.subscriberId === subscriberId);
      const last = lines.at(-1)?.balanceAfterBytes ?? 0;
      const balance = quota ? quota.remainingBytes - quota.debtBytes : 0;
      return last === balance
        ? []
        : [`${subscriberId}: the statement ends at ${last} bytes, the balance is ${balance}`];
    }),
};

export const BYTES_RULES: readonly Rule[] = [
  neverMoreThanMoved,
  everyByte,
  hoursAreTheEvents,
  balancesAreTheEvents,
  statementAddsUp,
  statementEndsAtBalance,
];
