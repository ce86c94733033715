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
  const { tell, rupiah, speed, lasts, renewing, formats } = useShopWords();
  const size = one.unlimited ? tell('shop.unlimited') : formats.bytes(one.bytes);
  const facts = [
    lasts(one),
    one.speedDownKilobitsPerSecond > 0
      ? tell('shop.speed', { speed: speed(one.speedDownKilobitsPerSecond) })
      : '',
    one.deviceLimit > 0 ? tell('shop.devices', { count: one.deviceLimit }) : '',
    renewing(one),
  ].filter(Boolean);
  return (
    <>
      <span className="offer-main">
        {one.bestValue ? <span className="badge">{tell('shop.best')}</span> : null}
        <strong className="offer-size">{size}</strong>
        {one.bonusBytes > 0 ? (
          <strong className="gain">{tell('shop.bonus', { amount: formats.bytes(one.bonusBytes) })}</strong>
        ) : null}
        <span className="offer-name">{one.name}</span>
        {one.description ? <span className="hint">{one.description}</span> : null}
        {facts.map((fact) => (
          <span key={fact} className="hint">
            {fact}
          </span>
        ))}
        {one.promoName ? <span className="gain">{one.promoName}</span> : null}
      </span>
      <span className="offer-price">
        {one.finalPriceRupiah < one.priceRupiah ? <s>{rupiah(one.priceRupiah)}</s> : null}
        <strong>{rupiah(one.finalPriceRupiah)}</strong>
      </span>
    </>
  );
};
