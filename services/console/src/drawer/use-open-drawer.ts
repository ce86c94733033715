// use-open-drawer.ts — opens one's own cash drawer with the change money that lies in it.
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { drawerTexts } from './drawer.texts';

/** Queries that a change of a drawer makes old. */
export const DRAWER_CHANGES = [['drawer'], ['books'], ['home']];

export const useOpenDrawer = (onDone?: () => void) => {
  const say = useSay(drawerTexts);
  return useCommand({
    send: (floatRupiah: number, key) =>
      api.POST('/api/v1/drawer/open', {
        params: { header: { 'Idempotency-Key': key } },
        body: { floatRupiah },
      }),
    said: () => say('said.open'),
    changes: DRAWER_CHANGES,
    onDone,
  });
};
