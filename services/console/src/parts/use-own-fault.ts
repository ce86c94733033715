// use-own-fault.ts — a fault that the console finds in a field: as long as there is one its form is not sent.
import { useEffect, useRef } from 'react';

/** @param fault in a sentence; empty: none. @returns the ref of the field. */
export const useOwnFault = (fault: string) => {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.setCustomValidity(fault), [fault]);
  return field;
};
