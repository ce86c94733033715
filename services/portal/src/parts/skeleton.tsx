import { useLanguage } from '../language/language';

type SkeletonProps = { readonly rows?: number; readonly tall?: boolean };

/** A placeholder while something loads. */
export const Skeleton = ({ rows = 3, tall = false }: SkeletonProps) => {
  const { say } = useLanguage();
  return (
    <div className="skeleton" aria-busy="true">
      <span className="unseen">{say('page.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={tall && row === 0 ? 'bone bone-tall' : 'bone'} />
      ))}
    </div>
  );
};
