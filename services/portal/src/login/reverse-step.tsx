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

const reverseEdge = new ReverseClient(edge, currentLocale);
const LOOK_MILLISECONDS = 2_000;

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
          <p className="lead">{tell('intro')}</p>
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

/** Where a channel takes messages; not missed otherwise. */
const ReverseOffer = ({ onSend }: { readonly onSend: (code: ReverseCode) => void }) => {
  const { locale } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const task = useTask();
  useEffect(() => {
    const abort = new AbortController();
    reverseEdge.offer(abort.signal).then(
      ({ open }) => setOpen(open),
      () => undefined,
    );
    return () => abort.abort();
  }, []);
  if (!isOpen) return null;
  const send = () => task.run(async () => onSend(await reverseEdge.open()));
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <button type="button" className="button quiet" aria-disabled={task.isBusy} onClick={() => void send()}>
        {reverseCodeText('offer', locale)}
      </button>
    </>
  );
};

/** The offer on the first page, or the code that is to be sent. */
export const Reverse = (props: ReverseStepProps | Parameters<typeof ReverseOffer>[0]) =>
  'sent' in props ? <ReverseStep {...props} /> : <ReverseOffer {...props} />;
