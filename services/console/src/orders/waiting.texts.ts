// waiting.texts.ts — why an order that is paid is not fulfilled yet, in words.
import { useSay, type Texts } from '../language/language';

type Key = 'ledger' | 'ledger_unavailable' | 'refused';

const waitingTexts: Texts<Key> = {
  ledger: ['kuotanya sedang diberikan', 'its quota is being given'],
  ledger_unavailable: [
    'buku kuota tidak menjawab; dicoba lagi dengan sendirinya',
    'the quota ledger does not answer; it is tried again by itself',
  ],
  refused: [
    'buku kuota menolak ({code}); coba beri lagi, atau kembalikan uangnya',
    'the quota ledger refuses ({code}); try to give it again, or refund it',
  ],
};

/** What the ledger answers while it starts or moves. */
const AWAY = 'QUOTA.NOT_LEADER';

export const useWaitingText = (): ((waitingFor: string) => string) => {
  const say = useSay(waitingTexts);
  return (waitingFor) => {
    if (waitingFor === 'ledger') return say('ledger');
    if (waitingFor === 'ledger_unavailable' || waitingFor === AWAY) return say('ledger_unavailable');
    return say('refused', { code: waitingFor });
  };
};
