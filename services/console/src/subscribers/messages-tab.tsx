// messages-tab.tsx — what was sent to a person's present number, newest first.
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useSay } from '../language/language';
import { MessageTable } from '../messages/message-table';
import { messageTexts } from '../messages/messages.texts';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { personKey } from './person';

const PAGE = 20;
const LOOK_MILLISECONDS = 10_000;

export const MessagesTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(messageTexts);
  const messages = usePages(
    [...personKey(subscriberId), 'messages'],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/messages', { params: { query: { subscriberId, limit: PAGE, cursor } }, signal }),
      ),
    LOOK_MILLISECONDS,
  );
  return (
    <PagesOf pages={messages} empty={say('empty.person')}>
      {(items) => <MessageTable messages={items} />}
    </PagesOf>
  );
};
