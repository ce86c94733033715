// device-card.tsx — one device of a person, and what can be done with it.
import { ActionIcon, Group, Menu, Paper, Text } from '@mantine/core';
import {
  IconArrowRight,
  IconDots,
  IconMapPin,
  IconPencil,
  IconPlugConnectedX,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { answerOf } from '@saring/api-client';
import { Fragment, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { useInMenu } from '../shell/page-actions';
import { devicesTexts } from './devices.texts';
import { FixAddress } from './fix-address';
import { MoveDevice } from './move-device';
import { deviceName, personKey, type Device } from './person';
import { personTexts } from './person.texts';
import { RenameDevice } from './rename-device';

type Dialog = 'rename' | 'move' | 'address';

export const DeviceCard = ({ device }: { readonly device: Device }) => {
  const say = useSay(personTexts);
  const sayOfDevice = useSay(devicesTexts);
  const { instant } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{deviceName(device)}</Text>
          <Text size="xs" c="dimmed">
            {[device.mac, device.lastAddress].filter(Boolean).join(' · ')}
          </Text>
          {device.fixedAddresses?.map(({ routerId, routerName, address }) => (
            <Text key={routerId} size="xs" c="dimmed">
              {sayOfDevice('fixed.at', { address, router: routerName })}
            </Text>
          ))}
          <Text size="xs" fw={device.online ? 600 : undefined} c={device.online ? undefined : 'dimmed'}>
            {device.online
              ? say('devices.online')
              : device.lastSeenAt && say('devices.offline', { at: instant(device.lastSeenAt) })}
          </Text>
        </div>
        {(may('devices:add') || may('devices:remove')) && <DeviceMenu device={device} onDialog={setDialog} />}
      </Group>
      {dialog === 'rename' && <RenameDevice device={device} onClose={close} />}
      {dialog === 'address' && <FixAddress device={device} onClose={close} />}
      {dialog === 'move' && (
        <DialogsAbout what={deviceName(device)}>
          <MoveDevice device={device} onClose={close} />
        </DialogsAbout>
      )}
    </Paper>
  );
};

const useDeviceCommands = (device: Device) => {
  const say = useSay(devicesTexts);
  const sayOfPerson = useSay(personTexts);
  const { instant } = useFormats();
  const { subscriberId, deviceId } = device;
  const remove = useCommand({
    send: (_: void, key) =>
      api.DELETE('/api/v1/subscribers/{subscriberId}/devices/{deviceId}', {
        params: { path: { subscriberId, deviceId }, header: { 'Idempotency-Key': key } },
      }),
    said: () => sayOfPerson('devices.removed'),
    changes: [personKey(subscriberId)],
  });
  const disconnect = useCommand({
    send: (_: void) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/devices/{deviceId}/disconnect', {
          params: { path: { subscriberId, deviceId } },
        }),
      ),
    said: ({ routerNames }) => {
      const at = instant(new Date().toISOString());
      return say('disconnected', { device: deviceName(device), routers: routerNames.join(', '), at });
    },
    changes: [personKey(subscriberId)],
  });
  return { remove, disconnect };
};

/** What stands in the menu for who is signed in; what takes the device away stands apart. */
const useEntries = (device: Device, onDialog: (dialog: Dialog) => void) => {
  const say = useSay(devicesTexts);
  const sayOfPerson = useSay(personTexts);
  const may = useMay();
  const { remove, disconnect } = useDeviceCommands(device);
  const entry = (isOffered: boolean, label: string, icon: Icon, press: () => void, isApart = false) =>
    isOffered ? [{ label, icon, press, isApart }] : [];
  const mayRemove = may('devices:remove');
  return {
    isPending: remove.isPending || disconnect.isPending,
    entries: [
      ...entry(may('devices:add'), say('rename'), IconPencil, () => onDialog('rename')),
      ...entry(may('devices:add') && may('routers:read'), say('fixed'), IconMapPin, () =>
        onDialog('address'),
      ),
      ...entry(mayRemove, say('move'), IconArrowRight, () => onDialog('move')),
      ...entry(mayRemove, say('disconnect'), IconPlugConnectedX, () => disconnect.mutate()),
      ...entry(mayRemove, sayOfPerson('devices.remove'), IconTrash, () => remove.mutate(), true),
    ],
  };
};

const DeviceMenu = ({
  device,
  onDialog,
}: {
  readonly device: Device;
  readonly onDialog: (dialog: Dialog) => void;
}) => {
  const say = useSay(devicesTexts);
  const name = deviceName(device);
  const { isPending, entries } = useEntries(device, onDialog);
  // What takes the device away at once is not done by a word and Enter.
  useInMenu(
    entries
      .filter(({ isApart }) => !isApart)
      .map(({ label, press }) => ({ label: `${label} · ${name}`, press })),
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size="lg"
          loading={isPending}
          aria-label={say('more', { device: name })}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(({ label, icon: Drawn, press, isApart }) => (
          <Fragment key={label}>
            {isApart && <Menu.Divider />}
            <Menu.Item leftSection={<Drawn size={16} />} onClick={press}>
              {label}
            </Menu.Item>
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
