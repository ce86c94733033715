// read-world.ts — what really happened, by the simulators' own APIs: they know nothing of the product.
import type { BankOrder, InboxMessage, PhoneFacts, RouterFacts } from './facts';

const ANSWER_MILLISECONDS = 10_000;

const read = async <T>(port: number, path: string): Promise<T> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

type PhoneState = {
  readonly number: number;
  readonly mac: string;
  readonly address?: string;
  readonly router?: number;
  readonly movedBytes: { readonly bytesIn: number; readonly bytesOut: number };
};

export const readPhones = async (
  port: number,
): Promise<readonly Omit<PhoneFacts, 'subscriberId' | 'lostAtMostBytes'>[]> => {
  const { phones } = await read<{ phones: readonly PhoneState[] }>(port, '/control/state');
  return phones.map(({ number, mac, address, router, movedBytes: { bytesIn, bytesOut } }) => ({
    ...{ number, mac, address: address ?? null, router: router ?? null },
    movedBytes: bytesIn + bytesOut,
  }));
};

/** Only rows that carry the product's comment: all else is somebody else's. */
export const readRouters = (port: number, count: number): Promise<readonly RouterFacts[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const rows = async (menu: string) => {
        const all = await read<Record<string, string>[]>(port, `/control/routers/${index}/rows?menu=${menu}`);
        return all.filter(({ comment }) => comment?.startsWith('saring|'));
      };
      const bindings = await rows('ip/hotspot/ip-binding');
      const lists = await rows('ip/firewall/address-list');
      return {
        index,
        bindings: bindings.map((row) => ({
          mac: row['mac-address'] ?? '',
          type: row['type'] ?? '',
          comment: row['comment'] ?? '',
        })),
        lists: lists.map((row) => ({ list: row['list'] ?? '', address: row['address'] ?? '' })),
      };
    }),
  );

export const readBank = async (port: number): Promise<readonly BankOrder[]> => {
  const orders = await read<{ orderId: string; amount: string; status: string }[]>(port, '/control/orders');
  return orders.map(({ orderId, amount, status }) => ({
    orderNumber: orderId,
    amountRupiah: Math.round(Number(amount)),
    status,
  }));
};

export const readInbox = async (port: number): Promise<readonly InboxMessage[]> => {
  const messages = await read<{ id: string; target: string; message: string }[]>(port, '/inbox');
  return messages.map(({ id, target, message }) => ({ id, target, text: message }));
};
