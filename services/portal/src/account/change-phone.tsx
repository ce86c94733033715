// change-phone.tsx — the account gets another number: a code on the present one, and a code on the new one.
import type { Me, PhoneChange } from '@saring/api-client';
import { useState, type FormEvent } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { CODE_DIGITS, CodeField, codeIn } from '../login/code-field';
import { PhoneInput } from '../login/phone-input';
import { ProblemNotice } from '../parts/notice';
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
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
};

const CodesForm = ({ sent, phones, onDone, onBack }: CodesFormProps) => {
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
    </form>
  );
};
