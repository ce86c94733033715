import type { Challenge, ReverseCode, Session } from '@saring/api-client';
import { useCallback, useState } from 'react';
import { LoadedRoom, loadReverse } from '../account/loaded-room';
import { browserPage } from './browser-page';
import { CodeStep } from './code-step';
import { forgetChallenge, keepChallenge, readChallenge, type KeptChallenge } from './kept-challenge';
import { PhoneStep } from './phone-step';

const kept = (phone: string, challenge: Challenge): KeptChallenge => ({
  challengeId: challenge.challengeId,
  phone,
  resendAt: Date.now() + challenge.resendInSeconds * 1000,
  expiresAt: Date.now() + challenge.expiresInSeconds * 1000,
  isQueued: challenge.delivery === 'queued',
});

type LoginProps = {
  /** Someone was logged in here until just now. */
  readonly hasEnded: boolean;
  /** Cookies hold a session now. */
  readonly onSession: (session: Session) => Promise<void>;
};

/** From a phone number to a session, in two steps. */
export const Login = ({ hasEnded, onSession }: LoginProps) => {
  const [challenge, setChallenge] = useState(() => readChallenge(browserPage));
  const [phone, setPhone] = useState(challenge?.phone ?? '');
  const begin = useCallback((typed: string, next: Challenge) => {
    const keeping = kept(typed, next);
    keepChallenge(browserPage, keeping);
    setPhone(typed);
    setChallenge(keeping);
  }, []);
  const [sent, setSent] = useState<ReverseCode | null>(null);
  const [wantsNumber, setWantsNumber] = useState(false);
  const proved = useCallback(() => {
    if (!sent) return;
    const { challengeId, code } = sent;
    setChallenge({ challengeId, phone: '', resendAt: 0, expiresAt: 0, code });
    setSent(null);
  }, [sent]);
  const haveCode = (typed: string) => {
    setPhone(typed);
    setChallenge({ challengeId: '', phone: typed, resendAt: 0, expiresAt: 0 });
  };
  const back = () => {
    forgetChallenge(browserPage);
    setChallenge(null);
  };
  const finish = async (session: Session) => {
    await onSession(session);
    forgetChallenge(browserPage);
  };
  const toNumber = () => {
    setSent(null);
    setWantsNumber(true);
  };
  if (sent) return <LoadedRoom load={loadReverse} props={{ sent, onProved: proved, onBack: toNumber }} />;
  return challenge ? (
    <CodeStep challenge={challenge} onResent={begin} onBack={back} onSession={finish} />
  ) : (
    <PhoneStep {...{ phone, hasEnded, wantsNumber }} onChallenge={begin} onCode={haveCode} onSend={setSent} />
  );
};
