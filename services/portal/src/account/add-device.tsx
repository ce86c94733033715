// add-device.tsx — a TV, console or printer joins: switched on, found on the own router, named.
import type { Newcomer } from '@saring/api-client';
import { useState } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { choicesIn, DeviceChoices, suggestedIn, type Choice } from '../parts/device-choices';
import { ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';

const MAC_TAIL_CHARACTERS = 8;

const nameOf = ({ name, mac }: Newcomer): string => name || `…${mac.slice(-MAC_TAIL_CHARACTERS)}`;

type AddDeviceProps = {
  /** The device in hand. */
  readonly thisDeviceId: string | undefined;
  readonly onAdded: (words: string) => Promise<void>;
};

export const AddDevice = ({ thisDeviceId, onAdded }: AddDeviceProps) => {
  const { say } = useLanguage();
  const [newcomers, setNewcomers] = useState<readonly Newcomer[] | null>(null);
  const task = useTask();
  const search = () => task.run(async () => setNewcomers(await edge.newcomers()));
  const [picked, setPicked] = useState<Newcomer | null>(null);
  const add = (newcomer: Newcomer, replaces?: string) =>
    task.run(async () => {
      setPicked(newcomer);
      await edge.addDevice(newcomer.found, newcomer.name, replaces);
      setNewcomers(null);
      await onAdded(say('devices.added', { name: nameOf(newcomer) }));
    });
  return (
    <details className="add-device">
      <summary>{say('devices.add')}</summary>
      <p className="hint">{say('devices.addIntro')}</p>
      <Found newcomers={newcomers} isBusy={task.isBusy} onAdd={(newcomer) => void add(newcomer)} />
      <ProblemNotice problem={task.problem} />
      {picked && task.problem?.code === 'AUTH.DEVICES_FULL' ? (
        <Replacing
          name={nameOf(picked)}
          choices={choicesIn(task.problem)}
          thisDeviceId={thisDeviceId}
          isBusy={task.isBusy}
          onReplace={(deviceId) => void add(picked, deviceId)}
        />
      ) : null}
      <button
        type="button"
        className="button quiet"
        aria-disabled={task.isBusy}
        onClick={() => void search()}
      >
        {say(task.isBusy ? 'devices.searching' : 'devices.search')}
      </button>
    </details>
  );
};

type ReplacingProps = {
  /** Of what is to be added. */
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly thisDeviceId: string | undefined;
  readonly isBusy: boolean;
  readonly onReplace: (deviceId: string) => void;
};

/** All places are taken: no device gives way unasked. */
const Replacing = ({ name, choices, thisDeviceId, isBusy, onReplace }: ReplacingProps) => {
  const { say } = useLanguage();
  const [chosen, setChosen] = useState(suggestedIn(choices));
  return (
    <div className="replacing">
      <DeviceChoices {...{ choices, chosen, thisDeviceId }} onChoose={setChosen} />
      <button
        type="button"
        className="button"
        disabled={chosen === ''}
        aria-disabled={isBusy}
        onClick={() => onReplace(chosen)}
      >
        {say('devices.replace', { name })}
      </button>
    </div>
  );
};

type FoundProps = {
  /** Null before a search. */
  readonly newcomers: readonly Newcomer[] | null;
  readonly isBusy: boolean;
  readonly onAdd: (newcomer: Newcomer) => void;
};

const Found = ({ newcomers, isBusy, onAdd }: FoundProps) => {
  const { say } = useLanguage();
  if (newcomers === null) return null;
  return (
    <div role="status">
      <p>{say(newcomers.length === 0 ? 'devices.noneFound' : 'devices.found')}</p>
      {newcomers.map((newcomer) => (
        <button
          key={newcomer.mac}
          type="button"
          className="button quiet"
          aria-disabled={isBusy}
          onClick={() => onAdd(newcomer)}
        >
          {nameOf(newcomer)}{' '}
          <small>{say('devices.foundAgo', { seconds: newcomer.appearedSecondsAgo })}</small>
        </button>
      ))}
    </div>
  );
};
