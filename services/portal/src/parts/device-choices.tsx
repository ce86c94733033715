// device-choices.tsx — which of the own devices is to give way, with what helps to choose.
import type { ApiProblem } from '@saring/api-client';
import { spokenName } from '../account/device-name';
import { useLanguage } from '../language/language';

export type Choice = {
  readonly deviceId: string;
  readonly name: string;
  /** The one that is missed least: offline for longest. */
  readonly first?: boolean;
  readonly online?: boolean;
  readonly lastSeenAt?: string | null;
};

export const choicesIn = ({ details }: ApiProblem): readonly Choice[] =>
  Array.isArray(details['choices']) ? (details['choices'] as readonly Choice[]) : [];

/** The choice before the person makes one: never a device that is online. */
export const suggestedIn = (choices: readonly Choice[]): string =>
  choices.find(({ first, online }) => first && !online)?.deviceId ?? '';

type DeviceChoicesProps = {
  readonly choices: readonly Choice[];
  readonly chosen: string;
  /** The one in hand, where it is among them. */
  readonly thisDeviceId?: string;
  readonly onChoose: (deviceId: string) => void;
};

export const DeviceChoices = ({ choices, chosen, thisDeviceId, onChoose }: DeviceChoicesProps) => {
  const { say, formats } = useLanguage();
  const seen = ({ online, lastSeenAt }: Choice): string => {
    if (online) return say('device.online');
    return lastSeenAt ? say('devices.seen', { time: formats.instant(lastSeenAt) }) : '';
  };
  return (
    <fieldset className="choices">
      <legend>{say('device.choose.legend')}</legend>
      {choices.map((choice) => (
        <label key={choice.deviceId} className="choice">
          <input
            type="radio"
            name="evict"
            value={choice.deviceId}
            checked={choice.deviceId === chosen}
            onChange={() => onChoose(choice.deviceId)}
          />
          <span>
            {spokenName(choice.name, say)}{' '}
            {choice.deviceId === thisDeviceId ? <span className="badge">{say('devices.this')}</span> : null}
            <small>{seen(choice)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
