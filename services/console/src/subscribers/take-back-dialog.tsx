// take-back-dialog.tsx — one grant taken back: what goes and what stays is said before and after.
import { Alert, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { personKey, type PersonQuota } from './person';
import { takeBackTexts } from './take-back.texts';

type Grant = PersonQuota['grants'][number];
type Revocation = Answer<'/api/v1/subscribers/{subscriberId}/grants/{grantId}/revocation'>;

const useSentences = () => {
  const say = useSay(takeBackTexts);
  const { bytes, wait } = useFormats();
  /** Bytes and time online of the grant; empty: it is without any limit. */
  const sizeOf = (size: number, seconds: number | undefined, isUnlimited: boolean): string =>
    [isUnlimited ? '' : bytes(size), seconds === undefined ? '' : wait(seconds)].filter(Boolean).join(' · ');
  const goes = ({ leftBytes, leftSeconds }: Revocation, isUnlimited: boolean): string =>
    sizeOf(leftBytes, leftSeconds, isUnlimited);
  /** What becomes of what had been used of it. */
  const ofUse = ({ fromOthersBytes, autoDebtBytes }: Revocation): readonly string[] => [
    ...(fromOthersBytes > 0 ? [say('fromOthers', { bytes: bytes(fromOthersBytes) })] : []),
    ...(autoDebtBytes > 0 ? [say('debt', { bytes: bytes(autoDebtBytes) })] : []),
  ];
  const then = (revocation: Revocation) => say('then', { left: bytes(revocation.remainingBytes) });
  return {
    before: (revocation: Revocation, isUnlimited: boolean) => [
      goes(revocation, isUnlimited)
        ? say('goes', { left: goes(revocation, isUnlimited) })
        : say('goes.unlimited'),
      ...(revocation.usedBytes > 0 || revocation.usedSeconds
        ? [say('used', { used: sizeOf(revocation.usedBytes, revocation.usedSeconds, isUnlimited) })]
        : []),
      ...ofUse(revocation),
      ...(revocation.autoDebtBytes > 0 ? [] : [say('debt.none')]),
      then(revocation),
    ],
    after: (revocation: Revocation | undefined, isUnlimited: boolean) =>
      revocation === undefined
        ? say('said')
        : [
            goes(revocation, isUnlimited)
              ? say('said.left', { left: goes(revocation, isUnlimited) })
              : say('said.unlimited'),
            ...ofUse(revocation),
            then(revocation),
          ].join(' '),
  };
};

type TakeBackDialogProps = {
  readonly subscriberId: string;
  readonly grant: Grant;
  readonly onClose: () => void;
};

export const TakeBackDialog = ({ subscriberId, grant, onClose }: TakeBackDialogProps) => {
  const say = useSay(takeBackTexts);
  const sentences = useSentences();
  const path = { subscriberId, grantId: grant.grantId };
  const preview = useQuery({
    queryKey: [...personKey(subscriberId), 'revocation', grant.grantId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/grants/{grantId}/revocation', {
          ...{ params: { path }, signal },
        }),
      ),
  });
  const revoke = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/grants/{grantId}/revoke', {
          params: { path, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    said: ({ revocation }) => sentences.after(revocation, grant.unlimited),
    changes: [personKey(subscriberId)],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('title')}
      isDangerous
      isPending={revoke.isPending}
      isDisabled={preview.data === undefined}
      onClose={onClose}
      onSubmit={(reason) => revoke.mutate(reason)}
    >
      <Answered query={preview}>
        {(revocation) => (
          <Alert role="status" color={revocation.autoDebtBytes > 0 ? 'orange' : 'gray'}>
            {sentences.before(revocation, grant.unlimited).map((sentence) => (
              <Text key={sentence} size="sm">
                {sentence}
              </Text>
            ))}
          </Alert>
        )}
      </Answered>
    </ReasonDialog>
  );
};
