import type { Challenge, DeviceStanding, ReverseCode } from '@saring/api-client';
import { useEffect, useState, type FormEvent } from 'react';
import { LoadedRoom, loadReverse } from '../account/loaded-room';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { Contact, Terms } from '../parts/contact';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { useTask } from '../parts/use-task';
import { PhoneInput } from './phone-input';

/** As `mayBuy` of an account: a device that a router has proved may buy for it. */
const mayBuyWith = ({ status, blockReason }: DeviceStanding): boolean =>
  status !== 'inactive' && (status !== 'blocked' || blockReason === 'debt' || blockReason === 'bill');

/** Why this very device is stopped, which a router lets it know without a login. */
const DeviceNotice = () => {
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

type PhoneStepProps = {
  readonly phone: string;
  readonly hasEnded: boolean;
  readonly onChallenge: (phone: string, challenge: Challenge) => void;
  /** A code came already: its page was closed in between. */
  readonly onCode: (phone: string) => void;
  /** In place of a code by WhatsApp: the person sends one. */
  readonly onSend: (code: ReverseCode) => void;
};

export const PhoneStep = ({ phone: typed, hasEnded, onChallenge, onCode, onSend }: PhoneStepProps) => {
  const { say } = useLanguage();
  const [phone, setPhone] = useState(typed);
  const task = useTask();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void task.run(async () => onChallenge(phone, await edge.requestOtp(phone)));
  };
  return (
    <section className="card step">
      <PageTitle takesFocus={false}>{say('phone.title')}</PageTitle>
      <p className="lead">{say('phone.intro')}</p>
      {hasEnded ? (
        <Notice>
          <p>{say('phone.ended')}</p>
        </Notice>
      ) : (
        <div role="status">
          <DeviceNotice />
        </div>
      )}
      <form onSubmit={submit} noValidate>
        <PhoneInput
          phone={phone}
          onPhone={setPhone}
          autoFocus
          aria-invalid={task.problem?.code === 'PHONE.INVALID'}
          aria-describedby="phone-hint phone-problem"
        />
        <p className="hint" id="phone-hint">
          {say('phone.hint')}
        </p>
        <ProblemNotice problem={task.problem} id="phone-problem" />
        <button className="button" aria-disabled={task.isBusy}>
          {say(task.isBusy ? 'phone.busy' : 'phone.submit')}
        </button>
        <LoadedRoom load={loadReverse} props={{ onSend }} isAside />
        <button type="button" className="button plain" onClick={() => onCode(phone)}>
          {say('phone.haveCode')}
        </button>
        <a className="button plain" href="/voucher">
          {say('voucher.have')}
        </a>
      </form>
      <Contact />
      <Terms />
    </section>
  );
};
