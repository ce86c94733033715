// use-own-fault.ts — a fault that the console finds in a field: as long as there is one its form is not sent.
import { useCallback } from 'react';

/** @param fault in a sentence; empty: none. @returns the ref of the field. */
export const useOwnFault = (fault: string) =>
  useCallback(
    (field: HTMLInputElement | HTMLTextAreaElement | null) => field?.setCustomValidity(fault),
    [fault],
  );
