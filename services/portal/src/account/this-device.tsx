// this-device.tsx — what the device in hand needs to be let through, when it is not.
import type { Access } from '@saring/api-client';
import { useEffect, useRef } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';
import { Contact } from '../parts/contact';
import { Notice, ProblemNotice } from '../parts/notice';
import { useTask } from '../parts/use-task';

/** The router's login link, from the redirect: it only chooses the router to ask. */
const loginUrlHint = (): string => new URLSearchParams(location.search).get('link-login-only') ?? '';

type ThisDeviceProps = { readonly access: Access; readonly onKnown: () => Promise<void> };

export const ThisDevice = ({ access, onKnown }: ThisDeviceProps) => {
  if (access.todo === 'prove') return <Introduce onKnown={onKnown} />;
  if (access.todo === 'replace') return <Return onKnown={onKnown} />;
  if (access.todo === 'owner') return <AskOwner />;
  return access.thisDevice === 'moved' ? <LogInHere /> : null;
};

/** A device that no router has named yet proves itself at the router (domain.md, "Subscribers and devices"). */
const Introduce = ({ onKnown }: Pick<ThisDeviceProps, 'onKnown'>) => {
  const { say } = useLanguage();
  const task = useTask();
  const introduce = () =>
    task.run(async () => {
      await edge.refresh();
      if ((await edge.access()).todo !== 'prove') return onKnown();
      location.assign(await edge.startPossession(loginUrlHint()));
    });
  return (
    <Notice tone="warning" title={say('device.unknown')}>
      <p>{say('device.unknown.help')}</p>
      <ProblemNotice problem={task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={() => void introduce()}>
        {say('device.introduce')}
      </button>
    </Notice>
  );
};

/** By itself where routers have lost the old MAC; else the person says that it is the same phone. */
const Return = ({ onKnown }: Pick<ThisDeviceProps, 'onKnown'>) => {
  const { say } = useLanguage();
  const task = useTask();
  const { run } = task;
  const hasTried = useRef(false);
  useEffect(() => {
    if (hasTried.current) return;
    hasTried.current = true;
    void run(async () => {
      if ((await edge.refresh()).newDevice) await onKnown();
    });
  }, [run, onKnown]);
  const connect = () =>
    run(async () => {
      await edge.replaceDevice();
      await onKnown();
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={() => void connect()}>
        {say('device.replace')}
      </button>
    </>
  );
};

/** Behind NAT no one takes a device from another account: its owner or the operator does. */
const AskOwner = () => {
  const { say } = useLanguage();
  return (
    <>
      <Notice tone="warning">
        <p>{say('status.device.owner.help')}</p>
      </Notice>
      <Contact isUrgent />
    </>
  );
};

const LogInHere = () => {
  const { say } = useLanguage();
  const task = useTask();
  const logIn = () =>
    task.run(async () => {
      await edge.logout();
      location.assign('/');
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <button type="button" className="button" aria-disabled={task.isBusy} onClick={() => void logIn()}>
        {say('device.login')}
      </button>
    </>
  );
};
