// add-device.tsx — a TV, console or printer joins: switched on, found on the own router, named.
import type { Newcomer } from '@saring/api-client';
import { useState } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { choicesIn } from '../login/choose-step';
import { ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';

const MAC_TAIL_CHARACTERS = 8;

const nameOf = ({ name, mac }: Newcomer): string => name || `…${mac.slice(-MAC_TAIL_CHARACTERS)}`;

export const AddDevice = ({ onAdded }: { readonly onAdded: (words: string) => Promise<void> }) => {
  const { say } = useLanguage();
  const [newcomers, setNewcomers] = useState<readonly Newcomer[] | null>(null);
  const task = useTask();
  const search = () => task.run(async () => setNewcomers(await edge.newcomers()));
  const [picked, setPicked] = useState<Newcomer | null>(null);
  const add = (newcomer: Newcomer, evictDeviceId?: string) =>
    task.run(async () => {
      setPicked(newcomer);
      await edge.addDevice(newcomer.found, newcomer.name, evictDeviceId);
      setNewcomers(null);
      await onAdded(say('devices.added', { name: nameOf(newcomer) }));
    });
  return (
    <details className="add-device">
      <summary>{say('devices.add')}</summary>
      <p className="hint">{say('devices.addIntro')}</p>
      <Found newcomers={newcomers} isBusy={task.isBusy} onAdd={(newcomer) => void add(newcomer)} />
      <ProblemNotice problem={task.problem} />
      {/* All places are taken by devices that are online: one of them gives way. */}
      {picked && task.problem?.code === 'AUTH.DEVICES_ONLINE'
        ? choicesIn(task.problem).map(({ deviceId, name }) => (
            <button
              key={deviceId}
              type="button"
              className="button quiet bad"
              onClick={() => void add(picked, deviceId)}
            >
              {say('devices.giveUp', { name })}
            </button>
          ))
        : null}
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
