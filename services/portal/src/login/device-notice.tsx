// device-notice.tsx — what is to be said of the very device before anyone logs in on it.
import type { DeviceStanding } from '@saring/api-client';
import { useEffect, useState } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { Notice, ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';

/** As `mayBuy` of an account: a device that a router has proved may buy for it. */
const mayBuyWith = ({ status, blockReason }: DeviceStanding): boolean =>
  status !== 'inactive' && (status !== 'blocked' || blockReason === 'debt' || blockReason === 'bill');

/** Why this very device is stopped, which a router lets it know without a login. */
export const DeviceNotice = () => {
  const { say } = useLanguage();
  const [standing, setStanding] = useState<DeviceStanding | null>(null);
  const [hasDisowned, setDisowned] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    // Worth a line where it is known, and not missed otherwise.
    edge.deviceStanding(abort.signal).then(setStanding, () => setStanding(null));
    return () => abort.abort();
  }, []);
  if (hasDisowned)
    return (
      <Notice title={say('claimed.disowned')}>
        <p>{say('claimed.disowned.help')}</p>
      </Notice>
    );
  if (standing?.claimed) return <ClaimedNotice onDisowned={() => setDisowned(true)} />;
  if (standing?.thisDevice === 'released')
    return (
      <Notice tone="warning" title={say('status.device.released')}>
        <p>{say('status.device.released.help')}</p>
      </Notice>
    );
  if (standing?.thisDevice === 'evicted')
    return (
      <Notice tone="warning">
        <p>{say('phone.evicted')}</p>
      </Notice>
    );
  if (!standing?.status || standing.online || standing.todo === 'wait') return null;
  return (
    <Notice tone="warning">
      <p>{say('phone.stopped', { status: say(`status.${standing.status}`) })}</p>
      {standing.registered && mayBuyWith(standing) ? (
        <a className="button quiet" href="/shop">
          {say('phone.buy')}
        </a>
      ) : null}
    </Notice>
  );
};

/** Another person added this device to their account; the person at it may say that it is not theirs. */
const ClaimedNotice = ({ onDisowned }: { readonly onDisowned: () => void }) => {
  const { say } = useLanguage();
  const task = useTask();
  const disown = () =>
    task.run(async () => {
      await edge.disownDevice();
      onDisowned();
    });
  return (
    <Notice tone="warning" title={say('claimed.title')}>
      <p>{say('claimed.help')}</p>
      <ProblemNotice problem={task.problem} />
      <button
        type="button"
        className="button quiet"
        aria-disabled={task.isBusy}
        onClick={() => void disown()}
      >
        {say('claimed.disown')}
      </button>
    </Notice>
  );
};
