import { useEffect, useState } from 'react';

/** Whether something has stood on the page for so long. */
export const useAfter = (milliseconds: number): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isOver;
};
