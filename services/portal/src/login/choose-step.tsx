// choose-step.tsx — which device is to be put out for this one, where all are online.
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { DeviceChoices, suggestedIn, type Choice } from '../parts/device-choices';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import type { Task } from '../parts/use-task';

type ChooseStepProps = {
  readonly choices: readonly Choice[];
  readonly task: Task;
  readonly onChoose: (deviceId: string) => void;
  readonly onBack: () => void;
};

export const ChooseStep = ({ choices, task, onChoose, onBack }: ChooseStepProps) => {
  const { say } = useLanguage();
  const [chosen, setChosen] = useState(suggestedIn(choices));
  return (
    <section className="card step">
      <PageTitle>{say('device.choose.title')}</PageTitle>
      <p className="lead">{say('device.choose.intro')}</p>
      <DeviceChoices choices={choices} chosen={chosen} onChoose={setChosen} />
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
