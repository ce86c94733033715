// listen.ts — hears a subject of core NATS; whatever a message holds or its handler throws, the connection goes on.
import type { Msg, NatsConnection } from 'nats';

export interface Listening {
  stop(): void;
}

export type Listener<Body> = {
  /** Makes the body of a message; a throw means that the message is not of this subject's contract. */
  readonly read: (message: Msg) => Body;
  readonly handle: (body: Body, message: Msg) => Promise<void> | void;
  /** Replicas with the same queue share the messages; absent: each hears all. */
  readonly queue?: string;
  readonly onError?: (error: Error, subject: string) => void;
};

/**
 * The only way in which a service subscribes: a callback that throws would end the client's read loop and deafen the
 * whole process, and a rejection that no code awaits would end it.
 */
export const listen = <Body>(nats: NatsConnection, subject: string, listener: Listener<Body>): Listening => {
  const onError = listener.onError ?? warnOfUnread;
  const subscription = nats.subscribe(subject, {
    queue: listener.queue,
    callback: (error, message) => {
      if (error) return onError(error, subject);
      void take(listener, message).catch((failure: Error) => onError(failure, message.subject));
    },
  });
  return { stop: () => subscription.unsubscribe() };
};

/** Async, so that what is thrown at once is a rejection like any other. */
const take = async <Body>(listener: Listener<Body>, message: Msg): Promise<void> =>
  listener.handle(listener.read(message), message);

const warnOfUnread = (error: Error, subject: string): void =>
  process.emitWarning(`a message on ${subject} was not taken: ${error.message}`);
