// simulated.ts — hands on the simulators: what phones, routers, the payer and the bank do.
import { wait } from './patience';

const ANSWER_MILLISECONDS = 20_000;

type PhoneState = { readonly number: number; readonly movedBytes: { bytesIn: number; bytesOut: number } };
type Answer<T> = { readonly status: number; readonly body: T };

const call = async <T>(method: string, url: string, body?: object): Promise<Answer<T>> => {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
};

/** The neighbourhood's routers and phones. @throws Error where the simulator cannot do it. */
export const neighbourhoodAt = (port: number) => {
  const act = async (path: string, body: object = {}): Promise<void> => {
    const { status, body: answer } = await call<unknown>(
      'POST',
      `http://127.0.0.1:${port}/control/${path}`,
      body,
    );
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  };
  return {
    phone: (number: number, verb: string, body?: object) => act(`phones/${number}/${verb}`, body),
    router: (index: number, verb: string, body?: object) => act(`routers/${index}/${verb}`, body),
    /** By phone, whatever anybody charged. */
    movedBytes: async (): Promise<ReadonlyMap<number, number>> => {
      const { body } = await call<{ phones: PhoneState[] }>('GET', `http://127.0.0.1:${port}/control/state`);
      return new Map(
        body.phones.map(({ number, movedBytes: { bytesIn, bytesOut } }) => [number, bytesIn + bytesOut]),
      );
    },
  };
};
export type Neighbourhood = ReturnType<typeof neighbourhoodAt>;

/** The bank, and the payer's wallet. */
export const bankAt = (port: number) => {
  const url = (path: string) => `http://127.0.0.1:${port}/control${path}`;
  return {
    /** How the bank treats one order, before or after it exists. */
    behave: (orderNumber: string, behaviour: object) => call('PUT', url(`/orders/${orderNumber}`), behaviour),
    /** @returns whether the bank took the money. */
    pay: async (orderNumber: string): Promise<boolean> => {
      const { status } = await call('POST', url(`/orders/${orderNumber}/pay`), {});
      return status === 200;
    },
    /** Says again what became of an order, and lets go what was held back. */
    tellAgain: async (orderNumber: string): Promise<void> => {
      await call('POST', url(`/orders/${orderNumber}/release`), {});
      await call('POST', url(`/orders/${orderNumber}/repeat`), {});
    },
    orders: async () => (await call<{ orderId: string; status: string }[]>('GET', url('/orders'))).body,
    behaveAll: (behaviour: object) => call('POST', url(''), { behaviour }),
  };
};
export type Bank = ReturnType<typeof bankAt>;

/** The phones' messages. */
export const inboxAt = (port: number) => ({
  /** Codes in the messages to a number, newest first. */
  codes: async (target: string): Promise<readonly string[]> => {
    const { body } = await call<{ message: string }[]>(
      'GET',
      `http://127.0.0.1:${port}/inbox?target=${target}`,
    );
    return body.flatMap(({ message }) => /\*(\d{6})\*/.exec(message)?.[1] ?? []);
  },
  fault: (fault: object | null) => call('POST', `http://127.0.0.1:${port}/control`, { fault }),
});
export type Inbox = ReturnType<typeof inboxAt>;

/** A person looks again after a while, not at once. */
export const breathe = (): Promise<void> => wait(300);
