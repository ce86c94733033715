// use-is-phone.ts — whether there is room for one column alone: lists stand as cards, so that nothing scrolls sideways.
import { useMediaQuery } from '@mantine/hooks';

const PHONE = '(max-width: 47.99em)';

/** Known at the first drawing: a list that changes its form would jump. */
export const useIsPhone = (): boolean => useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
