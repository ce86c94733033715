// The code that was asked for, kept so that a reload at any step goes on there. The page's address holds its id, for
// captive browsers that forget everything else; the number, which does not belong in an address, is only in storage.

/** A challenge as a page keeps it. */
export type KeptChallenge = {
  /** Empty: forgotten; the code is proved by the number. */
  readonly challengeId: string;
  /** As it was typed; empty: forgotten. */
  readonly phone: string;
  /** Instants in milliseconds; 0: forgotten. */
  readonly resendAt: number;
  readonly expiresAt: number;
  /** It was not known yet whether the code left. */
  readonly isQueued?: boolean;
  /** Already known here: the number was proved by a message. Never kept. */
  readonly code?: string;
};

const PARAMETER = 'challenge';
const STORED = 'saring.challenge';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As much of the browser as is needed. */
export type Page = {
  readonly href: () => string;
  readonly replace: (href: string) => void;
  /** Null where a captive browser has none, or refuses it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
};

const storedOf = (page: Page, challengeId: string): Partial<KeptChallenge> => {
  try {
    const stored = JSON.parse(page.storage?.getItem(STORED) ?? '{}') as Partial<KeptChallenge>;
    return stored.challengeId === challengeId ? stored : {};
  } catch {
    // Whatever else lies there is not ours.
    return {};
  }
};

const moveTo = (page: Page, challengeId: string | null): void => {
  const url = new URL(page.href());
  if (challengeId === null) url.searchParams.delete(PARAMETER);
  else url.searchParams.set(PARAMETER, challengeId);
  page.replace(url.href);
};

export const readChallenge = (page: Page): KeptChallenge | null => {
  const challengeId = new URL(page.href()).searchParams.get(PARAMETER) ?? '';
  if (!ID.test(challengeId)) return null;
  const { phone = '', resendAt = 0, expiresAt = 0 } = storedOf(page, challengeId);
  return { challengeId, phone, resendAt, expiresAt };
};

export const keepChallenge = (page: Page, challenge: KeptChallenge): void => {
  moveTo(page, challenge.challengeId);
  page.storage?.setItem(STORED, JSON.stringify(challenge));
};

export const forgetChallenge = (page: Page): void => {
  moveTo(page, null);
  page.storage?.removeItem(STORED);
};
