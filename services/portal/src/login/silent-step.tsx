// silent-step.tsx — whose the account of a number is that was long silent and may have another holder.
import type { ApiProblem } from '@saring/api-client';
import { useLanguage } from '../language/language';
import { Contact } from '../parts/contact';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import type { Task } from '../parts/use-task';

type SilentStepProps = {
  readonly question: ApiProblem;
  readonly task: Task;
  readonly onAnswer: (answer: 'mine' | 'afresh') => void;
  readonly onBack: () => void;
};

export const SilentStep = ({ question, task, onAnswer, onBack }: SilentStepProps) => {
  const { say, formats } = useLanguage();
  const month = (detail: unknown) => formats.month(String(detail));
  const { since, lastAt } = question.details;
  return (
    <section className="card step">
      <PageTitle>{say('number.silent.title')}</PageTitle>
      <p className="lead">{say('number.silent.intro', { since: month(since), last: month(lastAt) })}</p>
      <ProblemNotice problem={task.problem?.code === question.code ? null : task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={() => onAnswer('mine')}>
        {say('number.silent.mine')}
      </button>
      <button
        type="button"
        className="button quiet"
        aria-disabled={task.isBusy}
        aria-describedby="afresh-help"
        onClick={() => onAnswer('afresh')}
      >
        {say('number.silent.afresh')}
      </button>
      <p className="hint" id="afresh-help">
        {say('number.silent.afreshHelp')}
      </p>
      <button type="button" className="button plain" onClick={onBack}>
        {say('error.back')}
      </button>
      <Contact />
    </section>
  );
};
