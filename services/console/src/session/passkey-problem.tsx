// passkey-problem.tsx — why there is no passkey: in words of the browser's part, or of edge.
import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useSay } from '../language/language';
import { Problem } from '../parts/problem';
import { PasskeyFailure } from './passkey-browser';
import { passkeyTexts } from './passkey.texts';

export const PasskeyProblem = ({ error }: { readonly error: unknown }) => {
  const say = useSay(passkeyTexts);
  if (!(error instanceof PasskeyFailure)) return <Problem error={error} />;
  return (
    <Alert icon={<IconAlertTriangle aria-hidden />} color="yellow" role="alert">
      <Text size="sm" fw={600}>
        {say(`${error.fault}.title`)}
      </Text>
      <Text size="sm">{say(error.fault)}</Text>
    </Alert>
  );
};
