// asker.tsx — who asks for quota: name, number, and what is left to them.
import { Anchor, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { useMay } from '../session/session';
import { personKey } from '../subscribers/person';
import { requestTexts } from './requests.texts';

type Asking = Pick<Row<'/api/v1/quota-requests'>, 'name' | 'phone'>;

/** Name and number in one line. */
export const useWhoOf = (): ((request: Asking) => string) => {
  const { phone } = useFormats();
  return ({ name, phone: number }) => [name, number && phone(number)].filter(Boolean).join(' · ');
};

/** Asked once a card: many cards do not look again by themselves as a person's page does. */
const useLeft = (subscriberId: string) =>
  useQuery({
    queryKey: [...personKey(subscriberId), 'left'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/quota', { params: { path: { subscriberId } }, signal }),
      ),
  });

const Left = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(requestTexts);
  const { bytes } = useFormats();
  const { data } = useLeft(subscriberId);
  if (!data) return null;
  const left = data.unlimited ? say('unlimited') : bytes(data.remainingBytes);
  return <Text size="sm">{say('left', { left })}</Text>;
};

/** @param isOpen whether it waits for a decision: then what is left counts. */
export const Asker = ({
  request: { subscriberId, name, phone },
  isOpen,
}: {
  readonly request: Pick<Row<'/api/v1/quota-requests'>, 'subscriberId' | 'name' | 'phone'>;
  readonly isOpen: boolean;
}) => {
  const say = useSay(requestTexts);
  const may = useMay();
  const { phone: shown } = useFormats();
  const number = phone ? shown(phone) : '';
  const who = name || number || say('person');
  return (
    <>
      <Text size="sm" component="div">
        {may('subscribers:read') ? (
          <Anchor component={Link} to={`/subscribers/${subscriberId}`} size="sm">
            {who}
          </Anchor>
        ) : (
          who
        )}
        {name && number ? ` · ${number}` : ''}
      </Text>
      {isOpen && <Left subscriberId={subscriberId} />}
    </>
  );
};
