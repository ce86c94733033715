import type { Device } from '@saring/api-client';
import { useState, type FormEvent } from 'react';
import { edge } from '../edge';
import type { Formats } from '../language/formats';
import { useLanguage, type Say } from '../language/language';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { useTask } from '../parts/use-task';
import { AddDevice } from './add-device';
import { deviceName } from './device-name';

const LONGEST_LABEL = 40;

type DevicesProps = {
  readonly devices: readonly Device[];
  /** How many one may have. */
  readonly limit: number;
  readonly onChanged: () => Promise<void>;
};

export const Devices = ({ devices, limit, onChanged }: DevicesProps) => {
  const { say } = useLanguage();
  const [said, setSaid] = useState('');
  return (
    <section className="card" aria-label={say('devices.title')}>
      <PageTitle>{say('devices.title')}</PageTitle>
      <p className="hint">
        {say(devices.length === 0 ? 'devices.empty' : 'devices.intro')}{' '}
        {say('devices.limit', { count: limit })}
      </p>
      <p role="status" className="hint">
        {said}
      </p>
      <ul className="devices">
        {devices.map((device) => (
          <DeviceItem
            key={device.deviceId}
            device={device}
            name={deviceName(device.deviceId, devices, say)}
            onChanged={async (words) => {
              await onChanged();
              setSaid(words);
            }}
          />
        ))}
      </ul>
      <AddDevice
        thisDeviceId={devices.find(({ isThis }) => isThis)?.deviceId}
        onAdded={async (words) => {
          await onChanged();
          setSaid(words);
        }}
      />
    </section>
  );
};

/** As routers say it; a login says nothing of where a device is. */
const seenWords = ({ online, lastSeenAt }: Device, say: Say, formats: Formats): string => {
  if (online) return say('device.online');
  return lastSeenAt
    ? say('devices.seen', { time: formats.instant(lastSeenAt) })
    : say('device.lastSeenNever');
};

type Mode = 'shown' | 'renaming' | 'removing';
type ItemProps = {
  readonly device: Device;
  readonly name: string;
  /** With what is to be said of the change. */
  readonly onChanged: (words: string) => Promise<void>;
};

const DeviceItem = ({ device, name, onChanged }: ItemProps) => {
  const { say, formats } = useLanguage();
  const [mode, setMode] = useState<Mode>('shown');
  return (
    <li className="device">
      <p className="device-name">
        {name}
        {device.isThis ? <span className="badge">{say('devices.this')}</span> : null}
      </p>
      <p className="hint">
        {seenWords(device, say, formats)}
        {device.privateMac ? ` · ${say('devices.private')}` : ''}
      </p>
      {mode === 'shown' ? (
        <div className="row">
          <button type="button" className="button quiet" onClick={() => setMode('renaming')}>
            {say('devices.rename')}
            <span className="unseen"> {name}</span>
          </button>
          <button type="button" className="button quiet bad" onClick={() => setMode('removing')}>
            {say('devices.remove')}
            <span className="unseen"> {name}</span>
          </button>
        </div>
      ) : null}
      {mode === 'renaming' ? (
        <Rename device={device} onDone={() => setMode('shown')} onChanged={onChanged} />
      ) : null}
      {mode === 'removing' ? (
        <Remove device={device} name={name} onDone={() => setMode('shown')} onChanged={onChanged} />
      ) : null}
    </li>
  );
};

type ChangeProps = Pick<ItemProps, 'device' | 'onChanged'> & { readonly onDone: () => void };

const Rename = ({ device, onDone, onChanged }: ChangeProps) => {
  const { say } = useLanguage();
  const [label, setLabel] = useState(device.label);
  const task = useTask();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void task.run(async () => {
      await edge.labelDevice(device.deviceId, label.trim());
      await onChanged(say('devices.saved'));
      onDone();
    });
  };
  const id = `label-${device.deviceId}`;
  return (
    <form onSubmit={save}>
      <label htmlFor={id}>{say('devices.label')}</label>
      <input
        id={id}
        value={label}
        maxLength={LONGEST_LABEL}
        autoFocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <ProblemNotice problem={task.problem} />
      <div className="row">
        <button className="button" aria-disabled={task.isBusy}>
          {say('devices.save')}
        </button>
        <button type="button" className="button quiet" onClick={onDone}>
          {say('devices.cancel')}
        </button>
      </div>
    </form>
  );
};

const Remove = ({ device, name, onDone, onChanged }: ChangeProps & Pick<ItemProps, 'name'>) => {
  const { say } = useLanguage();
  const task = useTask();
  const remove = () =>
    task.run(async () => {
      await edge.removeDevice(device.deviceId);
      await onChanged(say('devices.removed', { name }));
    });
  return (
    <div role="group" aria-label={say('devices.removeTitle', { name })}>
      <p>
        <strong>{say('devices.removeTitle', { name })}</strong> {say('devices.removeHelp')}
      </p>
      <ProblemNotice problem={task.problem} />
      <div className="row">
        <button
          type="button"
          className="button danger"
          autoFocus
          aria-disabled={task.isBusy}
          onClick={() => void remove()}
        >
          {say('devices.remove')}
        </button>
        <button type="button" className="button quiet" onClick={onDone}>
          {say('devices.cancel')}
        </button>
      </div>
    </div>
  );
};
