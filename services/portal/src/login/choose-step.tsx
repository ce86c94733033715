// choose-step.tsx — which device is to be put out for this one, where all are online.
import type { ApiProblem } from '@saring/api-client';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import type { Task } from '../parts/use-task';

export type Choice = { readonly deviceId: string; readonly name: string };

export const choicesIn = ({ details }: ApiProblem): readonly Choice[] =>
  JSON.parse(String(details['choices'] ?? '[]')) as readonly Choice[];

type ChooseStepProps = {
  readonly choices: readonly Choice[];
  readonly task: Task;
  readonly onChoose: (deviceId: string) => void;
  readonly onBack: () => void;
};

export const ChooseStep = ({ choices, task, onChoose, onBack }: ChooseStepProps) => {
  const { say } = useLanguage();
  const [chosen, setChosen] = useState('');
  return (
    <section className="card step">
      <PageTitle>{say('device.choose.title')}</PageTitle>
      <p className="lead">{say('device.choose.intro')}</p>
      <fieldset className="choices">
        <legend>{say('device.choose.legend')}</legend>
        {choices.map(({ deviceId, name }) => (
          <label key={deviceId} className="choice">
            <input type="radio" name="evict" value={deviceId} onChange={() => setChosen(deviceId)} />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <ProblemNotice problem={task.problem?.code === 'AUTH.DEVICES_ONLINE' ? null : task.problem} />
      <button
        type="button"
        className="button"
        disabled={chosen === ''}
        aria-disabled={task.isBusy}
        onClick={() => onChoose(chosen)}
      >
        {say('device.choose.submit')}
      </button>
      <button type="button" className="button plain" onClick={onBack}>
        {say('error.back')}
      </button>
    </section>
  );
};
