// question-step.tsx — what the right code alone does not settle.
import type { ApiProblem, Consent } from '@saring/api-client';
import { useEffect, useState } from 'react';
import { useLanguage } from '../language/language';
import { choicesIn } from '../parts/device-choices';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import type { Task } from '../parts/use-task';
import { ChooseStep } from './choose-step';
import { SilentStep } from './silent-step';

const QUESTIONS: ReadonlySet<string> = new Set([
  'AUTH.DEVICE_OF_ANOTHER',
  'AUTH.DEVICES_ONLINE',
  'AUTH.NUMBER_SILENT',
]);

/** A question beside the right code: it stays while its answer is on the way, or fails. */
export const useQuestion = (problem: ApiProblem | null): ApiProblem | null => {
  const [question, setQuestion] = useState<ApiProblem | null>(null);
  useEffect(() => {
    if (problem && QUESTIONS.has(problem.code)) setQuestion(problem);
  }, [problem]);
  return question;
};

type QuestionStepProps = {
  readonly question: ApiProblem;
  readonly task: Task;
  readonly onAnswer: (answer: Consent) => void;
  readonly onBack: () => void;
};

export const QuestionStep = ({ question, task, onAnswer, onBack }: QuestionStepProps) => {
  if (question.code === 'AUTH.DEVICES_ONLINE')
    return (
      <ChooseStep
        choices={choicesIn(question)}
        task={task}
        onChoose={(evictDeviceId) => onAnswer({ evictDeviceId })}
        onBack={onBack}
      />
    );
  if (question.code === 'AUTH.NUMBER_SILENT')
    return (
      <SilentStep
        question={question}
        task={task}
        onAnswer={(accountAnswer) => onAnswer({ accountAnswer })}
        onBack={onBack}
      />
    );
  return <MoveStep task={task} onMove={() => onAnswer({ moveDevice: true })} onBack={onBack} />;
};

type MoveStepProps = { readonly task: Task; readonly onMove: () => void; readonly onBack: () => void };

/** The consent that moving a device from another subscriber needs. */
const MoveStep = ({ task, onMove, onBack }: MoveStepProps) => {
  const { say } = useLanguage();
  return (
    <section className="card step">
      <PageTitle>{say('device.move.title')}</PageTitle>
      <p className="lead">{say('device.move.intro')}</p>
      <ProblemNotice problem={task.problem?.code === 'AUTH.DEVICE_OF_ANOTHER' ? null : task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={onMove}>
        {say('device.move.submit')}
      </button>
      <button type="button" className="button plain" onClick={onBack}>
        {say('error.back')}
      </button>
    </section>
  );
};
