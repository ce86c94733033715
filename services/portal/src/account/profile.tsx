import type { Me } from '@saring/api-client';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';
import { ChangePhone } from './change-phone';

type ProfileProps = {
  readonly me: Me;
  readonly onMe: (me: Me) => void;
  readonly onLogout: () => void;
};

export const Profile = ({ me, onMe, onLogout }: ProfileProps) => {
  const { say, formats } = useLanguage();
  const task = useTask();
  const logout = () =>
    task.run(async () => {
      await edge.logout();
      onLogout();
    });
  return (
    <section className="card" aria-labelledby="profile">
      <h2 id="profile">{say('account.title')}</h2>
      <dl className="figures">
        <div className="figure">
          <dt>{say(me.phone ? 'account.phone' : 'account.voucher')}</dt>
          <dd>{me.phone ? formats.phone(me.phone) : me.name}</dd>
        </div>
      </dl>
      {me.phone ? (
        <>
          <PageLink path="/family">{say('family.title')}</PageLink>
          <PageLink path="/notices">WhatsApp</PageLink>
        </>
      ) : null}
      {me.telegram ? <PageLink path="/telegram">Telegram</PageLink> : null}
      {me.email ? <PageLink path="/email">Email</PageLink> : null}
      {me.phone ? <ChangePhone me={me} onMe={onMe} /> : null}
      <ProblemNotice problem={task.problem} />
      <button
        type="button"
        className="button quiet"
        aria-disabled={task.isBusy}
        onClick={() => void logout()}
      >
        {say('account.logout')}
      </button>
      <p className="hint">{say('account.logoutHelp')}</p>
    </section>
  );
};

/** To a page of its own that is no part of the portal's bundle. */
const PageLink = ({ path, children }: { readonly path: string; readonly children: string }) => (
  <a className="button quiet" href={path}>
    {children}
  </a>
);
