// reverse-step.tsx — the person sends us a code: a link, the words to type, and a picture for another phone.
import { ApiProblem, ReverseClient, type ReverseCode, type ReverseCodeState } from '@saring/api-client';
import { reverseCodeText, type ReverseCodeKey } from '@saring/i18n';
import { useEffect, useState } from 'react';
import { edge } from '../edge';
import { currentLocale } from '../language/chosen-locale';
import { useLanguage } from '../language/language';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { useTask } from '../parts/use-task';
import { DeviceNotice } from './device-notice';
import { firstPage } from './first-page';

const reverseEdge = new ReverseClient(edge, currentLocale);
const LOOK_MILLISECONDS = 2_000;
const SHOWN_MILLISECONDS = 3_000;

type Standing = ReverseCodeState | 'expired';

/** Asks until there is an answer; what cannot be learnt now is asked again. */
const useStanding = (challengeId: string): Standing => {
  const [standing, setStanding] = useState<Standing>('waiting');
  useEffect(() => {
    const abort = new AbortController();
    const look = () =>
      reverseEdge.state(challengeId, abort.signal).then(
        ({ state }) => setStanding(state),
        (problem: unknown) => {
          if (problem instanceof ApiProblem && problem.code === 'AUTH.OTP_EXPIRED') setStanding('expired');
        },
      );
    const timer = setInterval(() => void look(), LOOK_MILLISECONDS);
    // Who comes back from WhatsApp does not wait for the next look.
    const back = () => document.visibilityState === 'visible' && void look();
    document.addEventListener('visibilitychange', back);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', back);
      abort.abort();
    };
  }, [challengeId]);
  return standing;
};

type ReverseStepProps = {
  readonly sent: ReverseCode;
  readonly onProved: () => void;
  readonly onBack: () => void;
};

const ReverseStep = ({ sent, onProved, onBack }: ReverseStepProps) => {
  const { locale } = useLanguage();
  const tell = (key: ReverseCodeKey) => reverseCodeText(key, locale);
  const standing = useStanding(sent.challengeId);
  const [hasCopied, setCopied] = useState(false);
  useEffect(() => {
    if (standing === 'proved') onProved();
  }, [standing, onProved]);
  const copy = () =>
    void navigator.clipboard?.writeText(sent.message).then(
      () => setCopied(true),
      () => undefined,
    );
  const isOver = standing !== 'waiting' && standing !== 'proved';
  return (
    <section className="card step">
      <PageTitle>{tell('title')}</PageTitle>
      {isOver ? (
        <Notice tone="warning">
          <p>{tell(standing)}</p>
        </Notice>
      ) : (
        <>
          <p className="lead">{tell(sent.opensDevice ? 'intro' : 'introStay')}</p>
          <a className="button" rel="noreferrer" href={sent.link}>
            {tell('open')}
          </a>
          <p>{tell('byHand')}</p>
          <p className="sent">
            <strong>{sent.message}</strong>
            <br />
            {tell('to')} <strong>{sent.toPhone}</strong>
          </p>
          <button type="button" className="button quiet" onClick={copy}>
            {tell(hasCopied ? 'copied' : 'copy')}
          </button>
          <details>
            <summary>{tell('qr')}</summary>
            <img
              className="qr"
              alt={tell('qr')}
              src={`data:image/svg+xml,${encodeURIComponent(sent.qrSvg)}`}
            />
          </details>
          <p className="hint">{tell('onlyThis')}</p>
          <p className="hint" role="status">
            {tell('waiting')}
          </p>
        </>
      )}
      <button type="button" className="button plain" onClick={onBack}>
        {tell('back')}
      </button>
    </section>
  );
};

type OfferProps = {
  readonly onSend: (code: ReverseCode) => void;
  readonly onNumber: () => void;
  /** In place of the number, which is then one press away. */
  readonly isFirst: boolean;
};

const ReverseOffer = ({ onSend, onNumber, isFirst }: OfferProps) => {
  const { locale } = useLanguage();
  const tell = (key: ReverseCodeKey) => reverseCodeText(key, locale);
  const task = useTask();
  const send = () => task.run(async () => onSend(await reverseEdge.open()));
  return (
    <>
      {isFirst ? <p className="lead">{tell('why')}</p> : null}
      <ProblemNotice problem={task.problem} />
      <button
        type="button"
        className={isFirst ? 'button' : 'button quiet'}
        aria-disabled={task.isBusy}
        onClick={() => void send()}
      >
        {tell('offer')}
      </button>
      {isFirst ? (
        <button type="button" className="button quiet" onClick={onNumber}>
          {tell('sendMe')}
        </button>
      ) : null}
    </>
  );
};

/** A page of edge asks what is open, and ends in a real navigation: only that tells an iPhone that it is through. */
const toShown = () => {
  const first = firstPage(location.search, location.host);
  location.assign(`/login/message/device${first ? `?next=${encodeURIComponent(first.url)}` : ''}`);
};

/** Whether a code that this device showed is waited for; once its message has come, the page goes on by itself. */
const useShownCode = (): boolean => {
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    const look = () =>
      reverseEdge.shown(abort.signal).then(
        ({ state }) => {
          if (state === 'proved') return toShown();
          setWaiting(state === 'waiting');
          if (state === 'waiting') timer = window.setTimeout(() => void look(), SHOWN_MILLISECONDS);
        },
        () => undefined,
      );
    void look();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, []);
  return isWaiting;
};

type AsideProps = {
  readonly hasEnded: boolean;
  /** Whether a channel takes messages; not said where that cannot be learnt. */
  readonly onOffer: (isOpen: boolean) => void;
};

/** What stands above the ways to log in. */
const LoginAside = ({ hasEnded, onOffer }: AsideProps) => {
  const { locale } = useLanguage();
  const isWaiting = useShownCode();
  useEffect(() => {
    const abort = new AbortController();
    reverseEdge.offer(abort.signal).then(
      ({ open }) => onOffer(open),
      () => abort.signal.aborted || onOffer(false),
    );
    return () => abort.abort();
  }, [onOffer]);
  return (
    <div role="status">
      {isWaiting ? (
        <Notice>
          <p>{reverseCodeText('waitingHere', locale)}</p>
        </Notice>
      ) : null}
      {hasEnded ? null : <DeviceNotice />}
    </div>
  );
};

/** What stands above the first page, the offer on it, or the code that is to be sent. */
export const Reverse = (props: ReverseStepProps | OfferProps | AsideProps) => {
  if ('sent' in props) return <ReverseStep {...props} />;
  return 'onSend' in props ? <ReverseOffer {...props} /> : <LoginAside {...props} />;
};
