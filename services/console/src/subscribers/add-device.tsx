// add-device.tsx — a device without a browser (a TV, a printer) is added by its MAC.
import { Select, TextInput } from '@mantine/core';
import { ApiProblem } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { personKey, useDevices } from './person';
import { personTexts } from './person.texts';

const FULL = 'AUTH.DEVICES_FULL';
export const LONGEST_LABEL = 40;

export const AddDevice = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [mac, setMac] = useState('');
  const [label, setLabel] = useState('');
  const [replaces, setReplaces] = useState<string | null>(null);
  const devices = useDevices(subscriberId, true);
  const add = useCommand({
    send: (_: void, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/devices', {
        params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
        body: { mac, label, ...(replaces ? { replaces } : {}) },
      }),
    said: () => say('devices.added'),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  const isFull = add.error instanceof ApiProblem && add.error.code === FULL;
  return (
    <FormDialog
      title={say('devices.add')}
      isPending={add.isPending}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextInput
        label="MAC"
        value={mac}
        onChange={(event) => setMac(event.currentTarget.value)}
        placeholder="AA:BB:CC:DD:EE:FF"
        required
        data-autofocus
      />
      <TextInput
        label={say('devices.label')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        maxLength={LONGEST_LABEL}
        required
      />
      {isFull && (
        <Select
          label={say('devices.replaces')}
          value={replaces}
          onChange={setReplaces}
          data={(devices.data?.items ?? []).map((one) => ({
            value: one.deviceId,
            label: one.label || one.mac,
          }))}
        />
      )}
    </FormDialog>
  );
};
