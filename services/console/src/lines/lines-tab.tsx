// lines-tab.tsx — the PPPoE lines of a person: made, suspended, restored, changed and removed here.
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../language/language';
import { useBills } from '../bills/use-bills';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import { LineActs } from './line-acts';
import { CreateLine } from './line-dialog';
import { LineState, QuotaLine, useTermsOf } from './line-words';
import { lineTexts } from './lines.texts';
import { useLines, type Line } from './use-lines';

/** The subscription that pays for a line. */
const PaidBy = ({ line }: { readonly line: Line }) => {
  const say = useSay(lineTexts);
  const subscriptions = useBills(line.subscriberId).data?.subscriptions ?? [];
  const found = subscriptions.find((one) => one.lineId === line.lineId && !one.ended);
  return found ? <Text size="sm">{say('paidBy', { name: found.packageName })}</Text> : null;
};

const LineCard = ({ line }: { readonly line: Line }) => {
  const termsOf = useTermsOf();
  const may = useMay();
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <div>
          <Text fw={600}>{line.username}</Text>
          <Text size="sm" c="dimmed">
            {line.routerName} · {termsOf(line)}
          </Text>
        </div>
        <QuotaLine line={line} />
        {may('bills:read') && <PaidBy line={line} />}
        <LineState line={line} />
        <LineActs line={line} />
      </Stack>
    </Paper>
  );
};

export const LinesTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(lineTexts);
  const may = useMay();
  const [isMaking, setIsMaking] = useState(false);
  const lines = useLines({ subscriberId });
  return (
    <Answered query={lines}>
      {({ items }) => (
        <Stack>
          <Group justify="space-between">
            <Text c={items.length === 0 ? 'dimmed' : undefined}>
              {items.length === 0 ? say('none') : say('title')}
            </Text>
            {may('lines:write') && (
              <Button size="xs" onClick={() => setIsMaking(true)}>
                {say('create')}
              </Button>
            )}
          </Group>
          {items.map((line) => (
            <LineCard key={line.lineId} line={line} />
          ))}
          {isMaking && <CreateLine subscriberId={subscriberId} onClose={() => setIsMaking(false)} />}
        </Stack>
      )}
    </Answered>
  );
};
