// rename-device.tsx — an operator gives a device of a person another name.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { LONGEST_LABEL } from './add-device';
import { devicesTexts } from './devices.texts';
import { deviceName, personKey, type Device } from './person';
import { personTexts } from './person.texts';

export const RenameDevice = ({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}) => {
  const say = useSay(devicesTexts);
  const sayOfPerson = useSay(personTexts);
  const [label, setLabel] = useState(device.label);
  const { subscriberId, deviceId } = device;
  const rename = useCommand({
    send: (wanted: string) =>
      api.PATCH('/api/v1/subscribers/{subscriberId}/devices/{deviceId}', {
        params: { path: { subscriberId, deviceId } },
        body: { label: wanted },
      }),
    said: () => say('renamed', { device: label.trim() || device.mac }),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={`${say('rename')}: ${deviceName(device)}`}
      submit={say('rename')}
      isPending={rename.isPending}
      onSubmit={() => rename.mutate(label.trim())}
      onClose={onClose}
    >
      <TextInput
        label={sayOfPerson('devices.label')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        placeholder={device.mac}
        maxLength={LONGEST_LABEL}
        data-autofocus
      />
    </FormDialog>
  );
};
