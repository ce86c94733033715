import type { ShopPackage } from '@saring/api-client';
import { useShopWords } from './words';

type PackagesProps = {
  readonly packages: readonly ShopPackage[];
  readonly isOpen: boolean;
  readonly onChoose: (packageId: string) => void;
};

/** The packages, each a thumb's tap away. */
export const Packages = ({ packages, isOpen, onChoose }: PackagesProps) => {
  const { tell } = useShopWords();
  if (packages.length === 0) return <p className="empty">{tell('shop.empty')}</p>;
  return (
    <ul className="offers">
      {packages.map((one) => (
        <li key={one.packageId}>
          <button
            type="button"
            className={one.bestValue ? 'offer offer-best' : 'offer'}
            disabled={!isOpen}
            onClick={() => onChoose(one.packageId)}
          >
            <Offer one={one} />
          </button>
        </li>
      ))}
    </ul>
  );
};

/** A package in a few words: how much, for how long, how fast, for how much. */
export const Offer = ({ one }: { readonly one: ShopPackage }) => {
  const words = useShopWords().offer(one);
  return (
    <>
      <span className="offer-main">
        {words.best ? <span className="badge">{words.best}</span> : null}
        <strong className="offer-size">{words.size}</strong>
        {words.bonus ? <strong className="gain">{words.bonus}</strong> : null}
        <span className="offer-name">{words.name}</span>
        {words.description ? <span className="hint">{words.description}</span> : null}
        {words.facts.map((fact) => (
          <span key={fact} className="hint">
            {fact}
          </span>
        ))}
        {words.promo ? <span className="gain">{words.promo}</span> : null}
      </span>
      <span className="offer-price">
        {words.priceBefore ? <s>{words.priceBefore}</s> : null}
        <strong>{words.price}</strong>
      </span>
    </>
  );
};
