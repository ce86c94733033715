// code-step.tsx — the code is typed, and what it leaves open is asked.
import type { Challenge, Consent, Delivery, Session } from '@saring/api-client';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { edge } from '../edge';
import { useLanguage, type Say } from '../language/language';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { useTask, type Task } from '../parts/use-task';
import type { KeptChallenge } from './kept-challenge';
import { CODE_DIGITS, CodeField, codeIn } from './code-field';
import { PhoneInput } from './phone-input';
import { QuestionStep, useQuestion } from './question-step';
import { useDelivery } from './use-delivery';
import { useSecondsLeft } from './use-seconds-left';

/** After these there is nothing left to type the code for. */
const NEEDS_ANOTHER: ReadonlySet<string> = new Set(['AUTH.OTP_DEAD', 'AUTH.OTP_EXPIRED', 'AUTH.OTP_USED']);

type CodeStepProps = {
  readonly challenge: KeptChallenge;
  readonly onResent: (phone: string, challenge: Challenge) => void;
  readonly onBack: () => void;
  readonly onSession: (session: Session) => Promise<void>;
};

export const CodeStep = ({ challenge, onResent, onBack, onSession }: CodeStepProps) => {
  const { say } = useLanguage();
  const [code, setCode] = useState(challenge.code ?? '');
  const [phone, setPhone] = useState(challenge.phone);
  const delivery = useDelivery(challenge);
  const task = useTask();
  const question = useQuestion(task.problem);
  const input = useRef<HTMLInputElement>(null);
  const verify = useVerify(task, challenge, phone, onSession);
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
  useKnownCode(challenge, verify);
  useEffect(() => input.current?.focus(), [challenge.challengeId]);
  useEffect(() => {
    // A wrong code is typed again, not edited.
    if (task.problem) input.current?.select();
  }, [task.problem]);
  if (question)
    return (
      <QuestionStep
        question={question}
        task={task}
        onAnswer={(more) => void verify(code, more)}
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
        <CodeField
          id="code"
          label={say('code.label')}
          input={input}
          code={code}
          isInvalid={task.problem !== null}
          problemId="code-problem"
          onType={type}
        />
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

/** A number that a message proved needs no typing. */
const useKnownCode = ({ challengeId, code }: KeptChallenge, verify: (code: string) => Promise<void>) => {
  useEffect(() => {
    if (code !== undefined) void verify(code);
  }, [challengeId]);
};

/** Earlier answers stay while one more question is asked. */
const useVerify = (
  task: Task,
  { challengeId }: KeptChallenge,
  phone: string,
  onSession: (session: Session) => Promise<void>,
) => {
  const [consent, setConsent] = useState<Consent>({});
  return (code: string, more: Consent = {}): Promise<void> =>
    task.run(async () => {
      const agreed = { ...consent, ...more };
      setConsent(agreed);
      const session = challengeId
        ? await edge.verifyOtp(challengeId, code, agreed)
        : await edge.verifyOtpOf(phone, code, agreed);
      await onSession(session);
    });
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

type ResendProps = Pick<CodeStepProps, 'challenge' | 'onResent' | 'onBack'> & {
  readonly isUrgent: boolean;
  readonly isUndelivered: boolean;
};

const Resend = ({ challenge, isUrgent, isUndelivered, onResent, onBack }: ResendProps) => {
  const { say, formats } = useLanguage();
  const wait = useSecondsLeft(challenge.resendAt);
  // A code that never left is not waited for.
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
          {secondsLeft > 0 ? say('code.resendIn', { time: formats.wait(secondsLeft) }) : say('code.resend')}
        </button>
      ) : null}
      <button type="button" className="button plain" onClick={onBack}>
        {say('code.change')}
      </button>
    </div>
  );
};
