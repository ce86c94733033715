// change-phone.tsx — the account gets another number: a code on the present one, and a code on the new one.
import type { Me, PhoneChange } from '@saring/api-client';
import { useState, type FormEvent } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { CODE_DIGITS, CodeField, codeIn } from '../login/code-field';
import { PhoneInput } from '../login/phone-input';
import { ProblemNotice } from '../parts/notice';
import { useSecondsLeft } from '../login/use-seconds-left';
import { useTask } from '../parts/use-task';

type ChangePhoneProps = { readonly me: Me; readonly onMe: (me: Me) => void };

export const ChangePhone = ({ me, onMe }: ChangePhoneProps) => {
  const { say, formats } = useLanguage();
  const [phone, setPhone] = useState('');
  const [sent, setSent] = useState<PhoneChange | null>(null);
  const [isDone, setDone] = useState(false);
  const finish = async () => {
    onMe(await edge.me());
    setSent(null);
    setPhone('');
    setDone(true);
  };
  return (
    <details className="add-device" onToggle={() => setDone(false)}>
      <summary>{say('number.change')}</summary>
      <p role="status" className="hint">
        {isDone ? say('number.changed') : ''}
      </p>
      {sent ? (
        <CodesForm
          sent={sent}
          phones={[formats.phone(me.phone), phone]}
          onSent={setSent}
          onDone={finish}
          onBack={() => setSent(null)}
        />
      ) : (
        <NumberForm phone={phone} onPhone={setPhone} onSent={setSent} />
      )}
    </details>
  );
};

type NumberFormProps = {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  readonly onSent: (sent: PhoneChange) => void;
};

const NumberForm = ({ phone, onPhone, onSent }: NumberFormProps) => {
  const { say } = useLanguage();
  const task = useTask();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void task.run(async () => onSent(await edge.requestPhoneChange(phone)));
  };
  return (
    <form onSubmit={submit} noValidate>
      <p className="hint">{say('number.changeIntro')}</p>
      <PhoneInput
        phone={phone}
        onPhone={onPhone}
        label={say('number.new')}
        aria-invalid={task.problem !== null}
        aria-describedby="number-problem"
      />
      <ProblemNotice problem={task.problem} id="number-problem" />
      <button className="button" disabled={phone.trim() === ''} aria-disabled={task.isBusy}>
        {say(task.isBusy ? 'phone.busy' : 'number.send')}
      </button>
      <p className="hint">{say('number.lost')}</p>
    </form>
  );
};

type CodesFormProps = {
  readonly sent: PhoneChange;
  /** The present and the new one. */
  readonly phones: readonly [string, string];
  readonly onSent: (sent: PhoneChange) => void;
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
};

const CodesForm = ({ sent, phones, onSent, onDone, onBack }: CodesFormProps) => {
  const { say } = useLanguage();
  const [currentCode, setCurrentCode] = useState('');
  const [nextCode, setNextCode] = useState('');
  const task = useTask();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void task.run(async () => {
      await edge.confirmPhoneChange(sent, { currentCode, nextCode });
      await onDone();
    });
  };
  const isWhole = currentCode.length === CODE_DIGITS && nextCode.length === CODE_DIGITS;
  const wrong = task.problem?.details['which'];
  const field = (which: 'current' | 'next', phone: string, code: string, onCode: (code: string) => void) => (
    <CodeField
      id={`code-${which}`}
      label={say('number.code', { phone })}
      code={code}
      isInvalid={wrong === which}
      problemId="codes-problem"
      onType={(text) => {
        onCode(codeIn(text));
        task.clear();
      }}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      {field('current', phones[0], currentCode, setCurrentCode)}
      {field('next', phones[1], nextCode, setNextCode)}
      <ProblemNotice problem={task.problem} id="codes-problem" />
      <div className="row">
        <button className="button" disabled={!isWhole} aria-disabled={task.isBusy}>
          {say(task.isBusy ? 'code.busy' : 'number.submit')}
        </button>
        <button type="button" className="button quiet" onClick={onBack}>
          {say('error.back')}
        </button>
      </div>
      <SendAgain sent={sent} phone={phones[1]} onSent={onSent} />
    </form>
  );
};

type SendAgainProps = Pick<CodesFormProps, 'sent' | 'onSent'> & { readonly phone: string };

/** Both codes: one of two that came would leave the other to be guessed at. */
const SendAgain = ({ sent, phone, onSent }: SendAgainProps) => {
  const { say, formats } = useLanguage();
  const task = useTask();
  const [resendAt, setResendAt] = useState(() => resendAtOf(sent));
  const seconds = useSecondsLeft(resendAt);
  const [isSent, setIsSent] = useState(false);
  const resend = () =>
    task.run(async () => {
      const again = await edge.requestPhoneChange(phone);
      setResendAt(resendAtOf(again));
      setIsSent(true);
      onSent(again);
    });
  return (
    <div className="resend">
      <p role="status" className="hint">
        {isSent && task.problem === null ? say('code.resent') : ''}
      </p>
      <ProblemNotice problem={task.problem} />
      <button
        type="button"
        className="button quiet"
        disabled={seconds > 0}
        aria-disabled={task.isBusy}
        onClick={() => void resend()}
      >
        {seconds > 0 ? say('number.resendIn', { time: formats.wait(seconds) }) : say('number.resend')}
      </button>
    </div>
  );
};

const resendAtOf = ({ current, next }: PhoneChange): number =>
  Date.now() + Math.max(current.resendInSeconds, next.resendInSeconds) * 1000;
