// free-today.tsx — the free allowance of the day, for who has nothing left.
import { freeAmountText } from '@saring/i18n';
import { useState } from 'react';
import { Notice, ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';
import { newKey, shopEdge } from './shop-edge';
import { useNewest } from './use-newest';
import { useShopWords } from './words';
import { useLanguage } from '../language/language';

const readOffer = () => shopEdge.freeQuota();

/** @param onTaken reads the balance anew, which then shows what was taken. */
export const FreeToday = ({ onTaken }: { readonly onTaken: () => Promise<void> }) => {
  const { tell } = useShopWords();
  const { locale } = useLanguage();
  const offer = useNewest(readOffer);
  const { isBusy, problem, run } = useTask();
  const [key] = useState(newKey);
  if (!offer) return null;
  if (offer.state !== 'free')
    return (
      <Notice>
        <p>{tell(offer.state === 'taken' ? 'free.taken' : 'free.elsewhere')}</p>
      </Notice>
    );
  const take = async () => {
    await shopEdge.takeFreeQuota(key);
    await onTaken();
  };
  return (
    <section className="card" aria-labelledby="free-today">
      <h2 id="free-today">{tell('free.title', { amount: freeAmountText(offer, locale) })}</h2>
      <p>{tell('free.until')}</p>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <button type="button" className="button" disabled={isBusy} onClick={() => void run(take)}>
        {tell('free.take')}
      </button>
    </section>
  );
};
