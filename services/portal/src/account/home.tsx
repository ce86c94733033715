import type { Me } from '@saring/api-client';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import type { FirstPage } from '../login/first-page';
import { Notice, ProblemNotice } from '../parts/notice';
import { useAfter } from '../parts/use-after';
import { useTask } from '../parts/use-task';
import { Balance } from './balance';
import { isOnline, mayBuy, openingOf } from './online';
import { RecentUse, TodaysUse } from './usage';
import type { AccountData } from './use-account';

/** The router's login link, as the redirect told it: it only chooses where to look. */
const loginUrlHint = (): string => new URLSearchParams(location.search).get('link-login-only') ?? '';

/** A device that no router has named yet proves itself at the router (domain.md, "Subscribers and devices"). */
const Introduce = ({ onKnown }: { readonly onKnown: () => Promise<void> }) => {
  const { say } = useLanguage();
  const task = useTask();
  const introduce = () =>
    task.run(async () => {
      const session = await edge.refresh();
      if (session.deviceId) return onKnown();
      location.assign(await edge.startPossession(loginUrlHint()));
    });
  return (
    <Notice tone="warning" title={say('device.unknown')}>
      <p>{say('device.unknown.help')}</p>
      <ProblemNotice problem={task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={() => void introduce()}>
        {say('device.introduce')}
      </button>
    </Notice>
  );
};

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

/** How one stands and where it went. */
export const Home = ({ me, data, first, onKnown, onBuy }: HomeProps) => {
  const { say } = useLanguage();
  const { quota, access, devices, usage } = data;
  const isOpen = me.deviceId !== '' && openingOf(quota, access) === 'open';
  return (
    <>
      <h1 className="unseen">{say('page.home')}</h1>
      {me.deviceId === '' ? <Introduce onKnown={onKnown} /> : null}
      {access.status !== null && !access.applied ? <RouterAway /> : null}
      <Balance quota={quota} />
      {mayBuy(quota) ? (
        <button type="button" className={isOpen ? 'button quiet' : 'button'} onClick={onBuy}>
          {say(quota.status === 'blocked' ? 'quota.settle' : 'quota.buy')}
        </button>
      ) : null}
      {first && isOpen && isOnline(quota.status) ? (
        <a className="button" href={first.url} rel="noreferrer">
          {say('opening.next', { host: first.host })}
        </a>
      ) : null}
      <TodaysUse usage={usage} devices={devices} />
      <RecentUse usage={usage} />
    </>
  );
};
