import { useEffect, useState } from 'react';
import { ApiProblem, type Me } from '@saring/api-client';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import type { FirstPage } from '../login/first-page';
import { openingOf, type Opening as OpeningState } from '../account/online';
import { PageTitle } from '../parts/page-title';
import { useAfter } from '../parts/use-after';

const ASK_MILLISECONDS = 1_500;
/** After this long the page says that the router is slow. */
const SLOW_MILLISECONDS = 8_000;
/** A newcomer's first quota may be on its way: so often asked before being without any is believed. */
const NEWCOMER_ASKS = 4;
/** Time to read that one is online, and to stay. */
const CONTINUE_MILLISECONDS = 4_000;

type OpeningProps = {
  readonly me: Me;
  readonly first: FirstPage | null;
  readonly onAccount: (me: Me) => void;
  readonly onEnded: () => void;
};

/** Asks until the routers hold the access that was just gained. */
const useOpening = (onEnded: () => void): OpeningState => {
  const [state, setState] = useState<OpeningState>('waiting');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    let asks = 0;
    const ask = async () => {
      try {
        const quota = await edge.quota();
        const found = openingOf(quota, await edge.access());
        if (isOver) return;
        asks += 1;
        const mayStillCome = found === 'stopped' && quota.grants.length === 0 && asks < NEWCOMER_ASKS;
        const next = mayStillCome ? 'waiting' : found;
        setState(next);
        if (next !== 'waiting') return;
      } catch (error) {
        // A moment without an answer is what this page is for; only the end of the session ends it.
        if (error instanceof ApiProblem && error.isLoggedOut) return onEnded();
      }
      if (!isOver) timer = setTimeout(() => void ask(), ASK_MILLISECONDS);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [onEnded]);
  return state;
};

/** Between the code and the internet. */
export const Opening = ({ first, me, onAccount, onEnded }: OpeningProps) => {
  const state = useOpening(onEnded);
  useEffect(() => {
    // The account says why one is stopped, and what to do.
    if (state === 'stopped' || (state === 'open' && !first)) onAccount(me);
  }, [state, first, me, onAccount]);
  const stay = () => onAccount(me);
  return state === 'open' && first ? <Opened first={first} onStay={stay} /> : <Waiting onStay={stay} />;
};

const Waiting = ({ onStay }: { readonly onStay: () => void }) => {
  const { say } = useLanguage();
  const isSlow = useAfter(SLOW_MILLISECONDS);
  return (
    <section className="card step">
      <div className={isSlow ? 'waves waves-slow' : 'waves'} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <PageTitle>{say('opening.title')}</PageTitle>
      <p className="lead" role="status">
        {say(isSlow ? 'opening.slow' : 'opening.intro')}
      </p>
      {isSlow ? (
        <button type="button" className="button quiet" onClick={onStay}>
          {say('opening.account')}
        </button>
      ) : null}
    </section>
  );
};

const Opened = ({ first, onStay }: { readonly first: FirstPage; readonly onStay: () => void }) => {
  const { say } = useLanguage();
  useEffect(() => {
    const timer = setTimeout(() => location.assign(first.url), CONTINUE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [first]);
  return (
    <section className="card step">
      <div className="done" aria-hidden="true">
        <svg viewBox="0 0 24 24" focusable="false">
          <path d="M5 12.5l4.5 4.5L19 7.5" />
        </svg>
      </div>
      <PageTitle>{say('opening.done')}</PageTitle>
      <p className="lead" role="status">
        {say('opening.soon', { host: first.host })}
      </p>
      <a className="button" href={first.url} rel="noreferrer">
        {say('opening.next', { host: first.host })}
      </a>
      <button type="button" className="button plain" onClick={onStay}>
        {say('opening.account')}
      </button>
    </section>
  );
};
