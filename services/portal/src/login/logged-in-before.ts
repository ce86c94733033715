// Whether someone was logged in here: a hint for what to show first, never a proof of anything.
const STORED = 'saring.in';

const storage = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    // Captive browsers throw when their storage is touched.
    return null;
  }
};

export const loggedInBefore = (): boolean => storage()?.getItem(STORED) === '1';

export const rememberLogin = (isLoggedIn: boolean): void => {
  try {
    if (isLoggedIn) storage()?.setItem(STORED, '1');
    else storage()?.removeItem(STORED);
  } catch {
    // Full or forbidden: the next start shows the login a moment longer, no more.
    return;
  }
};
