import type { ApiProblem, Challenge, Consent, Delivery } from '@saring/api-client';
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import { edge } from '../edge';
import { useLanguage, type Say } from '../language/language';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { useTask, type Task } from '../parts/use-task';
import type { KeptChallenge } from './kept-challenge';
import { ChooseStep, choicesIn, type Choice } from './choose-step';
import { PhoneInput } from './phone-input';
import { useDelivery } from './use-delivery';
import { useSecondsLeft } from './use-seconds-left';

const CODE_DIGITS = 6;
/** A whole message may be pasted: its first six digits in a row are the code, else whatever digits there are. */
const codeIn = (text: string): string =>
  (/\b\d{6}\b/.exec(text)?.[0] ?? text.replace(/\D/g, '')).slice(0, CODE_DIGITS);

/** After these there is nothing left to type the code for. */
const NEEDS_ANOTHER: ReadonlySet<string> = new Set(['AUTH.OTP_DEAD', 'AUTH.OTP_EXPIRED', 'AUTH.OTP_USED']);

type CodeStepProps = {
  readonly challenge: KeptChallenge;
  readonly onResent: (phone: string, challenge: Challenge) => void;
  readonly onBack: () => void;
  readonly onSession: () => Promise<void>;
};

export const CodeStep = ({ challenge, onResent, onBack, onSession }: CodeStepProps) => {
  const { say } = useLanguage();
  const [code, setCode] = useState('');
  const [phone, setPhone] = useState(challenge.phone);
  const delivery = useDelivery(challenge);
  const task = useTask();
  const { mustMove, choices } = useQuestions(task.problem);
  const input = useRef<HTMLInputElement>(null);
  const verify = (digits: string, consent: Consent = {}) =>
    task.run(async () => {
      if (challenge.challengeId) await edge.verifyOtp(challenge.challengeId, digits, consent);
      else await edge.verifyOtpOf(phone, digits, consent);
      await onSession();
    });
  const type = (text: string) => {
    const digits = codeIn(text);
    setCode(digits);
    task.clear();
    const isWhole = digits.length === CODE_DIGITS && (challenge.challengeId !== '' || phone !== '');
    if (isWhole && digits !== code) void verify(digits);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void verify(code);
  };
  useEffect(() => input.current?.focus(), [challenge.challengeId]);
  useEffect(() => {
    // A wrong code is typed anew, not mended.
    if (task.problem) input.current?.select();
  }, [task.problem]);
  if (mustMove && choices.length === 0)
    return <MoveStep task={task} onMove={() => void verify(code, { moveDevice: true })} onBack={onBack} />;
  if (choices.length > 0)
    return (
      <ChooseStep
        choices={choices}
        task={task}
        onChoose={(evictDeviceId) =>
          void verify(code, { evictDeviceId, ...(mustMove ? { moveDevice: true } : {}) })
        }
        onBack={onBack}
      />
    );
  return (
    <section className="card step">
      <PageTitle takesFocus={false}>{say('code.title')}</PageTitle>
      <p className="lead">{introOf(challenge, say)}</p>
      <DeliveryNotice delivery={delivery} />
      <form onSubmit={submit} noValidate>
        {challenge.challengeId ? null : <PhoneInput phone={phone} onPhone={setPhone} />}
        <CodeField input={input} code={code} isInvalid={task.problem !== null} onType={type} />
        <ProblemNotice problem={task.problem} id="code-problem" />
        <button className="button" disabled={code.length < CODE_DIGITS} aria-disabled={task.isBusy}>
          {say(task.isBusy ? 'code.busy' : 'code.submit')}
        </button>
      </form>
      <Resend
        challenge={challenge}
        isUndelivered={delivery === 'failed'}
        isUrgent={delivery === 'failed' || NEEDS_ANOTHER.has(task.problem?.code ?? '')}
        onResent={(phone, next) => {
          setCode('');
          task.clear();
          onResent(phone, next);
        }}
        onBack={onBack}
      />
    </section>
  );
};

/** What the right code alone does not settle: each stays asked until the login is over. */
const useQuestions = (problem: ApiProblem | null) => {
  const [mustMove, setMustMove] = useState(false);
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  useEffect(() => {
    if (problem?.code === 'AUTH.DEVICE_OF_ANOTHER') setMustMove(true);
    if (problem?.code === 'AUTH.DEVICES_ONLINE') setChoices(choicesIn(problem));
  }, [problem]);
  return { mustMove, choices };
};

const introOf = ({ challengeId, phone }: KeptChallenge, say: Say): string => {
  if (!challengeId) return say('code.haveIntro');
  return phone ? say('code.intro', { phone }) : say('code.introPlain');
};

const DeliveryNotice = ({ delivery }: { readonly delivery: Delivery }) => {
  const { say } = useLanguage();
  return (
    <div role="status">
      {delivery === 'sent' ? null : (
        <Notice tone="warning">
          <p>{say(delivery === 'queued' ? 'code.queued' : 'code.undelivered')}</p>
        </Notice>
      )}
    </div>
  );
};

type CodeFieldProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly code: string;
  readonly isInvalid: boolean;
  readonly onType: (text: string) => void;
};

const CodeField = ({ input, code, isInvalid, onType }: CodeFieldProps) => {
  const { say } = useLanguage();
  return (
    <>
      <label htmlFor="code">{say('code.label')}</label>
      <input
        id="code"
        name="code"
        className="code"
        ref={input}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]*"
        required
        value={code}
        aria-invalid={isInvalid}
        aria-describedby="code-problem"
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </>
  );
};

type ResendProps = Pick<CodeStepProps, 'challenge' | 'onResent' | 'onBack'> & {
  readonly isUrgent: boolean;
  readonly isUndelivered: boolean;
};

const Resend = ({ challenge, isUrgent, isUndelivered, onResent, onBack }: ResendProps) => {
  const { say } = useLanguage();
  const wait = useSecondsLeft(challenge.resendAt);
  // What never left is not waited for.
  const secondsLeft = isUndelivered ? 0 : wait;
  const task = useTask();
  const [isSent, setSent] = useState(false);
  const resend = () =>
    task.run(async () => {
      onResent(challenge.phone, await edge.requestOtp(challenge.phone));
      setSent(true);
    });
  return (
    <div className="resend">
      <p role="status" className="hint">
        {isSent && task.problem === null ? say('code.resent') : ''}
      </p>
      <ProblemNotice problem={task.problem} />
      {/* Without the number there is nobody to send it to. */}
      {challenge.phone ? (
        <button
          type="button"
          className={isUrgent ? 'button' : 'button quiet'}
          disabled={secondsLeft > 0}
          onClick={() => void resend()}
        >
          {secondsLeft > 0 ? say('code.resendIn', { seconds: secondsLeft }) : say('code.resend')}
        </button>
      ) : null}
      <button type="button" className="button plain" onClick={onBack}>
        {say('code.change')}
      </button>
    </div>
  );
};

type MoveStepProps = { readonly task: Task; readonly onMove: () => void; readonly onBack: () => void };

/** The consent that moving a device from another subscriber needs. */
const MoveStep = ({ task, onMove, onBack }: MoveStepProps) => {
  const { say } = useLanguage();
  return (
    <section className="card step">
      <PageTitle>{say('device.move.title')}</PageTitle>
      <p className="lead">{say('device.move.intro')}</p>
      <ProblemNotice problem={task.problem?.code === 'AUTH.DEVICE_OF_ANOTHER' ? null : task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={onMove}>
        {say('device.move.submit')}
      </button>
      <button type="button" className="button plain" onClick={onBack}>
        {say('error.back')}
      </button>
    </section>
  );
};
