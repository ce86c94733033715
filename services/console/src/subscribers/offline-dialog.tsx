// offline-dialog.tsx — why a person is offline, in one sentence, with the button that repairs it.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCheck, IconMinus, IconQuestionMark, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import { DialogTitle } from '../parts/dialog-title';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { useMay, type Permission } from '../session/session';
import { useCauseText, useDiagnosis, useLook } from './diagnosis';
import { LineCauses } from './line-causes';
import { offlineTexts } from './offline.texts';
import { useRepairs, type DialogRepair } from './offline-repairs';
import { MOST_LOOKS, useRepairEnd, type Diagnosis } from './repair-end';

type Repair = Exclude<Diagnosis['repair'], 'ask' | 'wait' | 'none'>;

const PERMISSIONS: Readonly<Record<Repair, Permission>> = {
  approve: 'subscribers:approve',
  enable: 'subscribers:update',
  unblock: 'subscribers:block',
  settle: 'counter:sell',
  retry_order: 'orders:retry',
  recheck_order: 'orders:recheck',
  sell: 'counter:sell',
  add_device: 'devices:add',
  sweep: 'routers:sweep',
  open_router: 'routers:read',
};
const isRepair = (repair: Diagnosis['repair']): repair is Repair => repair in PERMISSIONS;

const MARKS = {
  right: { icon: IconCheck, color: 'var(--mantine-primary-color-filled)' },
  wrong: { icon: IconX, color: 'var(--mantine-color-error)' },
  unknown: { icon: IconQuestionMark, color: 'var(--mantine-color-dimmed)' },
  idle: { icon: IconMinus, color: 'var(--mantine-color-dimmed)' },
} as const;

const Steps = ({ steps }: { readonly steps: Diagnosis['steps'] }) => {
  const say = useSay(offlineTexts);
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }} aria-label={say('steps')}>
      {steps.map(({ step, state }) => {
        const { icon: Icon, color } = MARKS[state];
        return (
          <Group component="li" key={step} gap="xs" wrap="nowrap">
            <Icon size={18} stroke={2.5} color={color} aria-hidden />
            <Text size="sm" fw={state === 'wrong' ? 600 : undefined}>
              {say(`step.${step}`)}
              <Text span size="sm" c="dimmed" fw={400}>
                {' · '}
                {say(`state.${state}`)}
              </Text>
            </Text>
          </Group>
        );
      })}
    </Stack>
  );
};

const RepairButton = ({
  subscriberId,
  diagnosis,
  isFollowed,
  onDialog,
  onRepaired,
}: {
  readonly subscriberId: string;
  readonly diagnosis: Diagnosis;
  readonly isFollowed: boolean;
  readonly onDialog: (repair: DialogRepair) => void;
  readonly onRepaired: () => void;
}) => {
  const say = useSay(offlineTexts);
  const may = useMay();
  const repairs = useRepairs(subscriberId, diagnosis, onDialog, onRepaired);
  const { repair, routerId } = diagnosis;
  if (!isRepair(repair) || !may(PERMISSIONS[repair])) return null;
  if (repair === 'open_router')
    return (
      <Button component={Link} to={routerId ? `/routers/${routerId}` : '/routers'} data-autofocus>
        {say('do.open_router')}
      </Button>
    );
  const { run, isPending } = repairs[repair];
  return (
    <Button loading={isPending || isFollowed} onClick={run} data-autofocus>
      {say(`do.${repair}`)}
    </Button>
  );
};

/** How the repair goes, and how it ended. */
const useEndText = ({ looks, end }: ReturnType<typeof useRepairEnd>): ((found: Diagnosis) => string) => {
  const say = useSay(offlineTexts);
  const { time } = useFormats();
  return ({ routerName }) => {
    if (looks !== null) return say('end.looking', { look: looks, most: MOST_LOOKS });
    if (end === null) return '';
    return say(`end.${end.how === 'unended' ? 'stopped' : end.how}`, {
      router: routerName ?? say('someRouter'),
      at: time(end.at),
    });
  };
};

/** Who has lines and never came by the hotspot is not offered anything of it. */
const isForLinesAlone = ({ lines, cause }: Diagnosis): boolean =>
  lines.length > 0 && (cause === 'never_bought' || cause === 'no_device');

export const OfflineDialog = ({
  subscriberId,
  repaired,
  onDialog,
  onClose,
}: {
  readonly subscriberId: string;
  /** The cause for which something was done in a dialog of its own. */
  readonly repaired?: Diagnosis['cause'] | undefined;
  /** A repair that takes a dialog of its own. */
  readonly onDialog: (repair: DialogRepair, cause: Diagnosis['cause']) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay(offlineTexts);
  const sayPart = useSay(partsTexts);
  const causeText = useCauseText();
  const diagnosis = useDiagnosis(subscriberId);
  const { refetch } = diagnosis;
  const look = useLook(diagnosis);
  const repair = useRepairEnd(look, repaired);
  const endText = useEndText(repair);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={say('title')} />}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Answered query={diagnosis}>
        {(found) => (
          <Stack>
            <LineCauses lines={found.lines} />
            {isForLinesAlone(found) ? null : (
              <div role="status">
                {endText(found) && <Text mb={4}>{endText(found)}</Text>}
                <Text fw={600} fz="lg">
                  {found.lines.length > 0 ? `${say('hotspot')}: ${causeText(found)}` : causeText(found)}
                </Text>
              </div>
            )}
            <Group gap="xs">
              {isForLinesAlone(found) ? null : (
                <RepairButton
                  subscriberId={subscriberId}
                  diagnosis={found}
                  isFollowed={repair.looks !== null}
                  onDialog={(dialog) => onDialog(dialog, found.cause)}
                  onRepaired={() => repair.follow(found.cause)}
                />
              )}
              <Button
                variant="default"
                loading={diagnosis.isFetching}
                onClick={() => {
                  repair.forget();
                  void refetch();
                }}
              >
                {say('again')}
              </Button>
            </Group>
            {isForLinesAlone(found) ? null : <Steps steps={found.steps} />}
          </Stack>
        )}
      </Answered>
    </Modal>
  );
};
