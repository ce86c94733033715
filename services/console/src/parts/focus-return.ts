// focus-return.ts — focus goes back to what opened a dialog when the dialog is gone.
import { useEffect, useState } from 'react';

/** For the component that is there as long as its dialog is: what had the focus before it, has it again after it. */
export const useFocusReturn = (): void => {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
};
