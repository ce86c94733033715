import type { Me } from '@saring/api-client';
import { useCallback } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import type { FirstPage } from '../login/first-page';
import { Frame } from '../parts/frame';
import { Notice, ProblemNotice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';
import { ClosedShop } from './closed-shop';
import { spokenName } from './device-name';
import { Home } from './home';
import { LoadedRoom, loadBelongings, loadShop, loadStatement, loadToPay } from './loaded-room';
import { Menu } from './menu';
import { mayBuy } from './online';
import { PaymentLane } from './payment-lane';
import { useAccount } from './use-account';
import { useRoom } from './use-room';

/** For want of quota. */
const STOPPED: ReadonlySet<string> = new Set(['exhausted', 'expired']);

type AccountProps = {
  readonly me: Me;
  readonly first: FirstPage | null;
  /** Names of devices that gave way at this login. */
  readonly putOut: readonly string[];
  readonly onMe: (me: Me) => void;
  /** The session is over by itself. */
  readonly onEnded: () => void;
  readonly onLogout: () => void;
};

/** Everything behind the login. */
export const Account = ({ me, first, putOut, onMe, onEnded, onLogout }: AccountProps) => {
  const { say } = useLanguage();
  const [room, enter] = useRoom();
  const { data, problem, reload, reloadDevices } = useAccount(me, onEnded);
  const onKnown = useCallback(async () => {
    onMe(await edge.me());
    await reload();
  }, [onMe, reload]);
  const openOrder = (orderId: string) => enter('shop', { order: orderId });
  return (
    <Frame footer={<Menu room={room} onEnter={enter} />}>
      {problem && data ? (
        <div role="status">
          <Notice tone="warning">
            <p>{say('page.offline')}</p>
          </Notice>
        </div>
      ) : null}
      {putOut.length > 0 ? <PutOut names={putOut} /> : null}
      {!data ? (
        problem ? (
          <ProblemNotice problem={problem} onRetry={() => void reload()} />
        ) : (
          <Waiting />
        )
      ) : null}
      {data && (room === 'home' || room === 'shop') ? <PaymentLane lane={data.quota.paymentLane} /> : null}
      {data && room === 'home' ? (
        <>
          <LoadedRoom
            isAside
            load={loadToPay}
            props={{ isStopped: STOPPED.has(data.quota.status), onOpen: openOrder, onTaken: reload }}
          />
          <Home me={me} data={data} first={first} onKnown={onKnown} onBuy={() => enter('shop')} />
        </>
      ) : null}
      {data && room === 'home' && me.role === 'komandan' ? (
        <a className="button quiet" href="/quota-request">
          {say('request.title')}
        </a>
      ) : null}
      {data && room === 'shop' && mayBuy(data.quota) ? (
        <LoadedRoom
          load={loadShop}
          props={{ onEnded, blockedFor: data.quota.status === 'blocked' ? data.quota.blockReason : null }}
        />
      ) : null}
      {data && room === 'shop' && !mayBuy(data.quota) ? (
        <ClosedShop quota={data.quota} access={data.access} me={me} />
      ) : null}
      {data && room === 'statement' ? (
        <LoadedRoom
          load={loadStatement}
          props={{ devices: data.namedDevices, remainingBytes: data.quota.remainingBytes, onEnded }}
        />
      ) : null}
      {data && room === 'account' ? (
        <LoadedRoom
          load={loadBelongings}
          props={{ me, data, onMe, onLogout, onDevicesChanged: reloadDevices }}
        />
      ) : null}
    </Frame>
  );
};

const PutOut = ({ names }: { readonly names: readonly string[] }) => {
  const { say } = useLanguage();
  return (
    <div role="status">
      <Notice>
        <p>{say('device.putOut', { name: names.map((name) => spokenName(name, say)).join(', ') })}</p>
      </Notice>
    </div>
  );
};

const Waiting = () => (
  <>
    <section className="card">
      <Skeleton rows={4} tall />
    </section>
    <section className="card">
      <Skeleton rows={3} />
    </section>
  </>
);
