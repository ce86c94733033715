// devices-tab.tsx — the devices of a person, and how many they may have.
import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import { AddDevice } from './add-device';
import { DeviceCard } from './device-card';
import { useDevices } from './person';
import { personTexts } from './person.texts';

export const DevicesTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const devices = useDevices(subscriberId, true);
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
            <DeviceCard key={device.deviceId} device={device} />
          ))}
        </Stack>
      )}
    </Answered>
  );
};
