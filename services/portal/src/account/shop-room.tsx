import { useCallback, useEffect, useState, type ComponentType } from 'react';
import { ApiProblem, CLIENT_CODES } from '@saring/api-client';
import { ProblemNotice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';

type ShopProps = { readonly onEnded: () => void };
type Loaded = { readonly Shop: ComponentType<ShopProps> };

/** The shop, loaded when it is first entered: logging in must not wait for it. */
export const ShopRoom = ({ onEnded }: ShopProps) => {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    import('../shop/shop').then(
      ({ Shop }) => setLoaded({ Shop }),
      () => setFailed(true),
    );
  }, []);
  useEffect(load, [load]);
  if (loaded) return <loaded.Shop onEnded={onEnded} />;
  return (
    <section className="card">
      {hasFailed ? (
        <ProblemNotice problem={new ApiProblem(CLIENT_CODES.offline, 0, '', '')} onRetry={load} />
      ) : (
        <Skeleton rows={4} tall />
      )}
    </section>
  );
};
