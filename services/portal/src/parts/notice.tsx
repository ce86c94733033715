import type { ApiProblem } from '@saring/api-client';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { wordingOf } from './problem';

type NoticeProps = {
  readonly tone?: 'info' | 'warning' | 'bad';
  readonly title?: string;
  readonly children?: ReactNode;
};

/** Something to know that needs no answer. */
export const Notice = ({ tone = 'info', title, children }: NoticeProps) => (
  <div className={`notice notice-${tone}`}>
    {title ? <strong>{title}</strong> : null}
    {children}
  </div>
);

type ProblemNoticeProps = {
  readonly problem: ApiProblem | null;
  /** Of the message, for the field that it is about. */
  readonly id?: string;
  readonly onRetry?: () => void;
};

/** The failure and the remedy, read out at once. */
export const ProblemNotice = ({ problem, id, onRetry }: ProblemNoticeProps) => {
  const { say } = useLanguage();
  const wording = problem ? wordingOf(problem, say) : null;
  return (
    <div role="alert" id={id}>
      {wording ? (
        <Notice tone="bad" title={wording.title}>
          <p>{wording.detail}</p>
          {onRetry ? (
            <button type="button" className="button quiet" onClick={onRetry}>
              {say('page.retry')}
            </button>
          ) : null}
        </Notice>
      ) : null}
    </div>
  );
};
