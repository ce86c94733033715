import { ApiProblem, type Me, type Session } from '@saring/api-client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Account } from './account/account';
import { edge } from './edge';
import { useLanguage } from './language/language';
import { browserPage } from './login/browser-page';
import { firstPage } from './login/first-page';
import { Login } from './login/login';
import { loggedInBefore, rememberLogin } from './login/logged-in-before';
import { isOpening, keepOpening } from './opening/kept-opening';
import { Opening } from './opening/opening';
import { Frame } from './parts/frame';
import { ProblemNotice } from './parts/notice';
import { Skeleton } from './parts/skeleton';
import { useTask } from './parts/use-task';

type Stage =
  | { readonly name: 'starting' }
  | { readonly name: 'login'; readonly hasEnded: boolean }
  | { readonly name: 'opening' | 'account'; readonly me: Me };

/** A browser that was never logged in shows the login at once, without waiting for a refusal. */
const start = (): Stage => (loggedInBefore() ? { name: 'starting' } : { name: 'login', hasEnded: false });

export const App = () => {
  const { locale, setTimeZone } = useLanguage();
  const [stage, setStage] = useState<Stage>(start);
  const [putOut, setPutOut] = useState<readonly string[]>([]);
  const task = useTask();
  const { run } = task;
  const first = useMemo(() => firstPage(location.search, location.host), []);

  const enter = useCallback(
    (me: Me, name: 'opening' | 'account') => {
      rememberLogin(true);
      keepOpening(browserPage, name === 'opening');
      setTimeZone(me.timeZone);
      setStage({ name, me });
    },
    [setTimeZone],
  );
  const leave = useCallback((hasEnded: boolean) => {
    rememberLogin(false);
    keepOpening(browserPage, false);
    setStage({ name: 'login', hasEnded });
  }, []);
  const onEnded = useCallback(() => leave(true), [leave]);
  const look = useCallback(
    () =>
      run(async () => {
        try {
          enter(await edge.me(), isOpening(browserPage) ? 'opening' : 'account');
        } catch (error) {
          if (!(error instanceof ApiProblem)) throw error;
          // Without a session, or any answer, the login is what can be offered.
          if (error.isLoggedOut || !loggedInBefore()) return setStage({ name: 'login', hasEnded: false });
          throw error;
        }
      }),
    [run, enter],
  );
  useEffect(() => void look(), [look]);
  const toAccount = useCallback((me: Me) => enter(me, 'account'), [enter]);
  const onSession = async (session: Session) => {
    setPutOut(session.putOut.map(({ name }) => name));
    const me = await edge.me().catch((error: unknown) => {
      // A captive browser that dropped the cookies: the router still knows the device, and that page needs no login.
      if (!(error instanceof ApiProblem) || !error.isLoggedOut) throw error;
      location.assign('/status');
      return null;
    });
    if (!me) return;
    enter(me, 'opening');
    // Messages sent out later speak the language of the page.
    if (me.locale !== locale) await edge.changeMe({ locale });
  };

  if (stage.name === 'account')
    return (
      <Account {...{ first, putOut, onEnded }} me={stage.me} onMe={toAccount} onLogout={() => leave(false)} />
    );
  return (
    <Frame>
      {stage.name === 'login' ? <Login hasEnded={stage.hasEnded} onSession={onSession} /> : null}
      {stage.name === 'opening' ? (
        <Opening first={first} me={stage.me} onAccount={toAccount} onEnded={onEnded} />
      ) : null}
      {stage.name === 'starting' ? (
        <section className="card">
          {task.problem ? null : <Skeleton rows={4} tall />}
          <ProblemNotice problem={task.problem} onRetry={() => void look()} />
        </section>
      ) : null}
    </Frame>
  );
};
