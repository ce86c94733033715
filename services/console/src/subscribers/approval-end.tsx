// approval-end.tsx — how an approval ended for whom it is of: on which router access opened, or what stands in the way.
import { Stack, Text } from '@mantine/core';
import { SaleAccess } from './sale-access';

type Approved = { readonly subscriberId: string; readonly name: string };

/** Many are looked at on their own pages. */
const MOST_SHOWN = 3;

export const ApprovalEnd = ({
  text,
  people,
  isRegistration = false,
}: {
  readonly text: string;
  /** Whose access is looked at; none: who may not look. */
  readonly people: readonly Approved[];
  readonly isRegistration?: boolean;
}) => (
  <Stack gap={4}>
    <Text size="sm">{text}</Text>
    {people.length <= MOST_SHOWN &&
      people.map(({ subscriberId, name }) => (
        <div key={subscriberId}>
          {people.length > 1 && (
            <Text size="xs" fw={600}>
              {name}
            </Text>
          )}
          <SaleAccess subscriberId={subscriberId} isApproval={isRegistration} />
        </div>
      ))}
  </Stack>
);
