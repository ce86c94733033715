// belongings.tsx — the room of what is the subscriber's own: lines, devices, number and name.
import type { Me } from '@saring/api-client';
import { useLanguage } from '../language/language';
import { Lines } from '../lines/lines';
import { Contact, Terms } from '../parts/contact';
import { Devices } from './devices';
import { Profile } from './profile';
import type { AccountData } from './use-account';

type BelongingsProps = {
  readonly me: Me;
  readonly data: Pick<AccountData, 'devices' | 'deviceLimit'>;
  readonly onMe: (me: Me) => void;
  readonly onLogout: () => void;
  readonly onDevicesChanged: () => Promise<void>;
};

export const Belongings = ({ me, data, onMe, onLogout, onDevicesChanged }: BelongingsProps) => {
  const { say } = useLanguage();
  return (
    <>
      <Lines isBrief={false} />
      <Devices devices={data.devices} limit={data.deviceLimit} onChanged={onDevicesChanged} />
      <Profile me={me} onMe={onMe} onLogout={onLogout} />
      <section className="card" aria-label={say('contact.title')}>
        <Contact />
        <Terms />
      </section>
    </>
  );
};
