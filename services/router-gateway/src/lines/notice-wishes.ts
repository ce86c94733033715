// notice-wishes.ts — what suspended lines are to reach, as the settings say.
import { isIPv4 } from 'node:net';
import type { GatewayConfig } from '../config';
import { gardenFault, gardenOf } from '../domain/garden';
import type { NoticeWishes } from '../domain/notice-rules';

/** Null where nobody has said where the portal is: then nothing is dropped, since nobody could pay. */
export const noticeWishes = ({
  PUBLIC_URL,
  NOTICE_ADDRESS,
  ...garden
}: Pick<
  GatewayConfig,
  'PUBLIC_URL' | 'NOTICE_ADDRESS' | 'WALLED_GARDEN_HOSTS' | 'WALLED_GARDEN_WHATSAPP'
>): NoticeWishes | null => {
  const [address = '', port = ''] = (NOTICE_ADDRESS ?? '').split(':');
  const host = PUBLIC_URL === undefined ? '' : new URL(PUBLIC_URL).hostname;
  const isName = host !== '' && gardenFault(host) === undefined;
  const portal = [...(isName || isIPv4(host) ? [host] : []), ...(address === '' ? [] : [address])];
  if (portal.length === 0) return null;
  return {
    reachable: [...new Set([...portal, ...gardenOf(garden)])],
    door: address === '' ? null : { address, port: Number(port) },
  };
};
