import type { Challenge, ReverseCode } from '@saring/api-client';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { LoadedRoom, loadReverse } from '../account/loaded-room';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { Contact, Terms } from '../parts/contact';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { Skeleton } from '../parts/skeleton';
import { useTask } from '../parts/use-task';
import { PhoneInput } from './phone-input';

/** So long it may take to learn whether a message of one's own can be offered first. */
const OFFER_MILLISECONDS = 1_500;

type PhoneStepProps = {
  readonly phone: string;
  readonly hasEnded: boolean;
  /** Was asked for in place of a message. */
  readonly wantsNumber: boolean;
  readonly onChallenge: (phone: string, challenge: Challenge) => void;
  /** A code came already: its page was closed in between. */
  readonly onCode: (phone: string) => void;
  /** In place of a code by WhatsApp: the person sends one. */
  readonly onSend: (code: ReverseCode) => void;
};

/**
 * A message of one's own first where a channel takes it. Nothing moves once it stands there: an answer that comes late
 * adds its offer below the number.
 */
const useWay = (isTyped: boolean) => {
  const [isNumber, setNumber] = useState<boolean | null>(isTyped || null);
  const [canSend, setCanSend] = useState(false);
  const onOffer = useCallback((isOpen: boolean) => {
    setCanSend(isOpen);
    setNumber((before) => before ?? !isOpen);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setNumber((before) => before ?? true), OFFER_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return { isNumber, canSend, onOffer, onNumber: () => setNumber(true) };
};

export const PhoneStep = ({
  phone: typed,
  hasEnded,
  wantsNumber,
  onChallenge,
  onCode,
  onSend,
}: PhoneStepProps) => {
  const { say } = useLanguage();
  const [phone, setPhone] = useState(typed);
  const { isNumber, canSend, onOffer, onNumber } = useWay(wantsNumber || typed !== '');
  const task = useTask();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void task.run(async () => onChallenge(phone, await edge.requestOtp(phone)));
  };
  return (
    <section className="card step">
      <PageTitle takesFocus={false}>{say('phone.title')}</PageTitle>
      {hasEnded ? (
        <Notice>
          <p>{say('phone.ended')}</p>
        </Notice>
      ) : null}
      <LoadedRoom load={loadReverse} props={{ hasEnded, onOffer }} isAside />
      {isNumber === null ? <Skeleton rows={3} /> : null}
      {isNumber ? (
        <form onSubmit={submit} noValidate>
          <p className="lead">{say('phone.intro')}</p>
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
        </form>
      ) : null}
      {canSend ? (
        <LoadedRoom load={loadReverse} props={{ onSend, onNumber, isFirst: !isNumber }} isAside />
      ) : null}
      <button type="button" className="button plain" onClick={() => onCode(phone)}>
        {say('phone.haveCode')}
      </button>
      <a className="button plain" href="/voucher">
        {say('voucher.have')}
      </a>
      <Contact />
      <Terms />
    </section>
  );
};
