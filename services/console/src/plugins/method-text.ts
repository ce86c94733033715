// method-text.ts — what a way to pay costs at a plugin's vendor, and which amounts it takes.
import { useFormats, useSay } from '../language/language';
import { pluginTexts } from './plugins.texts';
import type { Method } from './use-plugins';

export const useMethodAmounts = () => {
  const say = useSay(pluginTexts);
  const { rupiah, percent } = useFormats();
  return {
    fee: ({ feeRupiah, feeBasisPoints }: Method): string =>
      [feeRupiah > 0 ? rupiah(feeRupiah) : '', feeBasisPoints > 0 ? `${percent(feeBasisPoints)}%` : '']
        .filter(Boolean)
        .join(' + ') || say('fee.none'),
    amounts: ({ leastRupiah, mostRupiah }: Method): string => {
      const [least, most] = [rupiah(leastRupiah), rupiah(mostRupiah)];
      if (leastRupiah > 0 && mostRupiah > 0) return say('amounts.between', { least, most });
      if (leastRupiah > 0) return say('amounts.from', { least });
      return mostRupiah > 0 ? say('amounts.to', { most }) : say('amounts.any');
    },
  };
};

/** Both in one line. */
export const useMethodText = (): ((method: Method) => string) => {
  const say = useSay(pluginTexts);
  const { fee, amounts } = useMethodAmounts();
  return (method) => `${say('fee')}: ${fee(method)} · ${say('amounts')}: ${amounts(method)}`;
};
