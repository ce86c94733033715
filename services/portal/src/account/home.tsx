import type { Me } from '@saring/api-client';
import { useLanguage } from '../language/language';
import type { FirstPage } from '../login/first-page';
import { Contact } from '../parts/contact';
import { Notice } from '../parts/notice';
import { useTitle } from '../parts/site';
import { useAfter } from '../parts/use-after';
import { Balance } from './balance';
import { isOnline, mayBuy, openingOf } from './online';
import { ThisDevice } from './this-device';
import { RecentUse, TodaysUse } from './usage';
import type { AccountData } from './use-account';

/** A change takes a router a moment; only what lasts is worth a word. */
const AWAY_MILLISECONDS = 5_000;

const RouterAway = () => {
  const { say } = useLanguage();
  const isAway = useAfter(AWAY_MILLISECONDS);
  return (
    <div role="status">
      {isAway ? (
        <Notice tone="warning">
          <p>{say('quota.routerAway')}</p>
        </Notice>
      ) : null}
    </div>
  );
};

type HomeProps = {
  readonly me: Me;
  readonly data: AccountData;
  readonly first: FirstPage | null;
  readonly onKnown: () => Promise<void>;
  readonly onBuy: () => void;
};

/** The balance, and the usage. */
export const Home = ({ me, data, first, onKnown, onBuy }: HomeProps) => {
  const { say } = useLanguage();
  const { quota, access, namedDevices, usage } = data;
  useTitle(say('page.home'));
  const isInDebt = mayBuy(quota) && quota.status === 'blocked';
  const isOpen = openingOf(quota, access) === 'open';
  return (
    <>
      <h1 className="unseen">{say('page.home')}</h1>
      {access.todo === 'wait' ? <RouterAway /> : null}
      <Balance quota={quota} access={access} me={me}>
        <ThisDevice access={access} onKnown={onKnown} />
        {isInDebt ? (
          <button type="button" className="button" onClick={onBuy}>
            {say(quota.blockReason === 'bill' ? 'quota.payBill' : 'quota.settle')}
          </button>
        ) : null}
      </Balance>
      {mayBuy(quota) && !isInDebt ? (
        <button type="button" className={isOnline(quota.status) ? 'button quiet' : 'button'} onClick={onBuy}>
          {say('quota.buy')}
        </button>
      ) : null}
      {/* Whoever is stopped may want to ask; where nothing else helps it is the first thing to do. */}
      {isOnline(quota.status) ? null : (
        <Contact isUrgent={access.todo === 'contact' || quota.status === 'blocked'} />
      )}
      {first && isOpen && isOnline(quota.status) ? (
        <a className="button" href={first.url} rel="noreferrer">
          {say('opening.next', { host: first.host })}
        </a>
      ) : null}
      <TodaysUse usage={usage} devices={namedDevices} />
      <RecentUse usage={usage} />
    </>
  );
};
