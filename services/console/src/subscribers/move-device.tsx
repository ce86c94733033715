// move-device.tsx — a device passes to another person, who is found by the finder's search.
import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ApiProblem } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { SEARCH_WAIT_MILLISECONDS, useFoundPeople } from './found-people';
import { devicesTexts } from './devices.texts';
import { deviceName, personKey, useDevices, type Device } from './person';

const FULL = 'AUTH.DEVICES_FULL';

/** Everyone found but the one whose device it is. */
const useReceivers = (word: string, subscriberId: string) => {
  const { phone } = useFormats();
  const [asked] = useDebouncedValue(word.trim(), SEARCH_WAIT_MILLISECONDS);
  const people = useFoundPeople(asked)
    .filter((one) => one.subscriberId !== subscriberId)
    .map((one) => ({
      value: one.subscriberId,
      label: [one.name, one.phone ? phone(one.phone) : ''].filter(Boolean).join(' · ') || one.subscriberId,
    }));
  return { people, isNobody: asked !== '' && people.length === 0 };
};

export const MoveDevice = ({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}) => {
  const say = useSay(devicesTexts);
  const { subscriberId, deviceId } = device;
  const [word, setWord] = useState('');
  const [receiver, setReceiver] = useState<{ value: string; label: string } | null>(null);
  const [replaces, setReplaces] = useState<string | null>(null);
  const { people, isNobody } = useReceivers(word, subscriberId);
  const move = useCommand({
    send: (to: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/devices/{deviceId}/move', {
        params: { path: { subscriberId, deviceId }, header: { 'Idempotency-Key': key } },
        body: { toSubscriberId: to, ...(replaces ? { replaces } : {}) },
      }),
    said: () => say('moved', { device: deviceName(device), person: receiver?.label ?? '' }),
    changes: [personKey(subscriberId), ...(receiver ? [personKey(receiver.value)] : [])],
    onDone: onClose,
  });
  const isFull = move.error instanceof ApiProblem && move.error.code === FULL;
  const theirs = useDevices(receiver?.value ?? '', isFull && receiver !== null);
  const isChosenShown = receiver && !people.some(({ value }) => value === receiver.value);
  const choose = (value: string | null) => {
    setReceiver(people.find((one) => one.value === value) ?? null);
    setReplaces(null);
    move.reset();
  };
  return (
    <FormDialog
      title={say('move')}
      submit={say('move.submit')}
      isPending={move.isPending}
      isDisabled={!receiver || (isFull && !replaces)}
      onSubmit={() => receiver && move.mutate(receiver.value)}
      onClose={onClose}
    >
      <Text size="sm">{say('move.hint', { device: deviceName(device) })}</Text>
      <Select
        label={say('move.to')}
        placeholder={say('move.search')}
        searchable
        searchValue={word}
        onSearchChange={setWord}
        // The server has searched already, also by what the label does not show.
        filter={({ options }) => options}
        data={isChosenShown ? [receiver, ...people] : people}
        value={receiver?.value ?? null}
        onChange={choose}
        nothingFoundMessage={isNobody ? say('move.none') : undefined}
        required
        data-autofocus
      />
      {isFull && (
        <Select
          label={say('move.replaces')}
          value={replaces}
          onChange={setReplaces}
          data={(theirs.data?.items ?? []).map((one) => ({ value: one.deviceId, label: deviceName(one) }))}
          required
        />
      )}
    </FormDialog>
  );
};
