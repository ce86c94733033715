// offline-repairs.tsx — what a button of the diagnosis does: a command at once, or a dialog that asks for more.
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useCommand } from '../parts/use-command';
import { offlineTexts } from './offline.texts';
import { personKey } from './person';
import { personTexts } from './person.texts';

/** Repairs that need something of the operator: a package, a reason, a MAC. */
export type DialogRepair = 'sell' | 'unblock' | 'settle' | 'add_device';

type Subject = {
  readonly routerId: string | null;
  readonly routerName: string | null;
  readonly orderId: string | null;
};

/** How a sweep left the router, in words. */
const useSweptText = (routerName: string | null): ((left: number) => string) => {
  const say = useSay(offlineTexts);
  const router = routerName ?? say('someRouter');
  return (left) => say(left === 0 ? 'said.sweep' : 'said.sweepLeft', { router, count: left });
};

export const useRepairs = (
  subscriberId: string,
  { routerId, routerName, orderId }: Subject,
  onDialog: (repair: DialogRepair) => void,
  /** A command was taken; how it ends, the next diagnosis says. */
  onDone: () => void,
) => {
  const say = useSay(offlineTexts);
  const sayPerson = useSay(personTexts);
  const changes = [personKey(subscriberId), ['routers'], ['orders'], ['home'], ['subscribers']];
  const path = { subscriberId };
  const approve = useCommand({
    send: (_: void, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/approval', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: { approve: true },
      }),
    said: () => sayPerson('said.approved'),
    changes,
    onDone,
  });
  const enable = useCommand({
    send: (_: void, key) =>
      api.PATCH('/api/v1/subscribers/{subscriberId}', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: { disabled: false },
      }),
    said: () => say('said.enabled'),
    changes,
    onDone,
  });
  const sweptText = useSweptText(routerName);
  const sweep = useCommand({
    send: (_: void) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/sweep', { params: { path: { routerId: routerId ?? '' } } }),
      ),
    // What was done stands among them.
    said: ({ items }) => sweptText(items.filter(({ state }) => state !== 'done').length),
    changes,
    onDone,
  });
  const order = { params: { path: { id: orderId ?? '' } } };
  const retry = useCommand({
    send: (_: void) => api.POST('/api/v1/orders/{id}/retry', order),
    said: () => say('said.retried'),
    changes,
    onDone,
  });
  const recheck = useCommand({
    send: (_: void) => api.POST('/api/v1/orders/{id}/recheck', order),
    said: () => say('said.rechecked'),
    changes,
    onDone,
  });
  const asked = (repair: DialogRepair) => ({ run: () => onDialog(repair), isPending: false });
  const sent = (command: { readonly mutate: () => void; readonly isPending: boolean }) => ({
    run: () => command.mutate(),
    isPending: command.isPending,
  });
  return {
    approve: sent(approve),
    enable: sent(enable),
    sweep: sent(sweep),
    retry_order: sent(retry),
    recheck_order: sent(recheck),
    sell: asked('sell'),
    unblock: asked('unblock'),
    settle: asked('settle'),
    add_device: asked('add_device'),
  };
};
