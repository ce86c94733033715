// devices-tab.tsx — the devices of a person, which of them is on the network, and how one is removed.
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { AddDevice } from './add-device';
import { personKey, useDevices } from './person';
import { personTexts } from './person.texts';

export const DevicesTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { instant } = useFormats();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const devices = useDevices(subscriberId, true);
  const remove = useCommand({
    send: (deviceId: string) =>
      api.DELETE('/api/v1/subscribers/{subscriberId}/devices/{deviceId}', {
        params: { path: { subscriberId, deviceId } },
      }),
    said: () => say('devices.removed'),
    changes: [personKey(subscriberId)],
  });
  return (
    <Answered query={devices}>
      {({ items, limit }) => (
        <Stack gap="xs">
          {may('devices:add') && (
            <Button size="xs" onClick={() => setAdding(true)} style={{ alignSelf: 'flex-start' }}>
              {say('devices.add')}
            </Button>
          )}
          {isAdding && <AddDevice subscriberId={subscriberId} onClose={() => setAdding(false)} />}
          <Text size="sm" c="dimmed">
            {items.length === 0 ? say('devices.none') : say('devices.limit', { limit })}
          </Text>
          {items.map((device) => (
            <Paper key={device.deviceId} withBorder p="sm">
              <Group justify="space-between">
                <div>
                  <Text fw={600}>{device.label || device.mac}</Text>
                  <Text size="xs" c="dimmed">
                    {[device.mac, device.lastAddress].filter(Boolean).join(' · ')}
                  </Text>
                  <Text
                    size="xs"
                    fw={device.online ? 600 : undefined}
                    c={device.online ? undefined : 'dimmed'}
                  >
                    {device.online
                      ? say('devices.online')
                      : device.lastSeenAt && say('devices.offline', { at: instant(device.lastSeenAt) })}
                  </Text>
                </div>
                {may('devices:remove') && (
                  <Button
                    size="xs"
                    variant="default"
                    loading={remove.isPending && remove.variables === device.deviceId}
                    onClick={() => remove.mutate(device.deviceId)}
                  >
                    {say('devices.remove')}
                  </Button>
                )}
              </Group>
            </Paper>
          ))}
        </Stack>
      )}
    </Answered>
  );
};
