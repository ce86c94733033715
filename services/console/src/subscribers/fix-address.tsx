// fix-address.tsx — an operator has a router always give a device the same address, or frees it.
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { devicesTexts } from './devices.texts';
import { deviceName, personKey, type Device } from './person';
import { useRouters } from '../routers/use-routers';

const PATH = '/api/v1/subscribers/{subscriberId}/devices/{deviceId}/addresses/{routerId}';
/** A masked address is nothing to begin from. */
const knownIn = (address: string): string => (/^[\d.]+$/.test(address) ? address : '');

type Place = { readonly subscriberId: string; readonly deviceId: string; readonly routerId: string };

const useAddressCommands = (
  path: Place,
  words: { readonly device: string; readonly router: string },
  onClose: () => void,
) => {
  const say = useSay(devicesTexts);
  const ending = { changes: [personKey(path.subscriberId)], onDone: onClose };
  const fix = useCommand({
    send: (wanted: string) => api.PUT(PATH, { params: { path }, body: { address: wanted } }),
    said: (_, wanted) => say('fixed.done', { ...words, address: wanted }),
    ...ending,
  });
  const free = useCommand({
    send: (_: void) => api.DELETE(PATH, { params: { path } }),
    said: () => say('fixed.freed', words),
    ...ending,
  });
  return { fix, free };
};

export const FixAddress = ({
  device,
  onClose,
}: {
  readonly device: Device;
  readonly onClose: () => void;
}) => {
  const say = useSay(devicesTexts);
  const { subscriberId, deviceId } = device;
  const [held] = device.fixedAddresses ?? [];
  const routers = useRouters();
  const [chosen, setChosen] = useState(held?.routerId ?? null);
  const [address, setAddress] = useState(knownIn(held?.address ?? device.lastAddress));
  const items = routers.data?.items ?? [];
  const routerId = chosen ?? items[0]?.routerId ?? '';
  const router = items.find((one) => one.routerId === routerId)?.name ?? '';
  const path = { subscriberId, deviceId, routerId };
  const words = { device: deviceName(device), router };
  const { fix, free } = useAddressCommands(path, words, onClose);
  const isHeldThere = device.fixedAddresses?.some((one) => one.routerId === routerId);
  return (
    <FormDialog
      title={`${say('fixed')}: ${words.device}`}
      submit={say('fixed.submit')}
      isPending={fix.isPending}
      onSubmit={() => fix.mutate(address.trim())}
      onClose={onClose}
    >
      <Select
        label={say('fixed.router')}
        data={items.map((one) => ({ value: one.routerId, label: one.name }))}
        value={routerId === '' ? null : routerId}
        onChange={setChosen}
        allowDeselect={false}
      />
      <TextInput
        label={say('fixed.address')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        placeholder="10.5.50.20"
        inputMode="decimal"
        maxLength={15}
        required
        withAsterisk={false}
        data-autofocus
      />
      <Text size="sm" c="dimmed">
        {say('fixed.hint')}
      </Text>
      {isHeldThere && (
        <Group>
          <Button variant="light" size="xs" loading={free.isPending} onClick={() => free.mutate()}>
            {say('fixed.free')}
          </Button>
        </Group>
      )}
    </FormDialog>
  );
};
