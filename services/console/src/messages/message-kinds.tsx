// message-kinds.tsx — each kind of message with its text as it is sent, in both languages.
import { Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useKindName } from './message-table';
import { messageTexts } from './messages.texts';

type MessageText = Row<'/api/v1/messages/texts'>;

const Kind = ({ template, indonesian, english, optionalPlaces }: MessageText) => {
  const say = useSay(messageTexts);
  const kindName = useKindName();
  const languages = [
    ['language.id', 'id', indonesian],
    ['language.en', 'en', english],
  ] as const;
  return (
    <Paper withBorder p="md" component="article" aria-label={kindName(template)}>
      <Text fw={600}>{kindName(template)}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        {languages.map(([key, lang, text]) => (
          <div key={key}>
            <Text size="xs" c="dimmed">
              {say(key)}
            </Text>
            <Text size="sm" lang={lang} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {text}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {optionalPlaces.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {say('texts.optional', { places: optionalPlaces.map((place) => `{${place}}`).join(', ') })}
        </Text>
      )}
    </Paper>
  );
};

export const MessageKinds = () => {
  const say = useSay(messageTexts);
  const kindName = useKindName();
  const [word, setWord] = useState('');
  const texts = useQuery({
    queryKey: ['messages', 'texts'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/messages/texts', { signal })),
  });
  const isFound = ({ template, indonesian, english }: MessageText): boolean =>
    [kindName(template), indonesian, english].some((text) =>
      text.toLowerCase().includes(word.trim().toLowerCase()),
    );
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {say('texts.why')}
      </Text>
      <TextInput
        label={say('texts.find')}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
        maw={420}
      />
      <Answered query={texts}>
        {({ items }) => {
          const found = items.filter(isFound);
          if (found.length === 0) return <Text>{say('texts.none')}</Text>;
          return (
            <>
              {found.map((text) => (
                <Kind key={text.template} {...text} />
              ))}
            </>
          );
        }}
      </Answered>
    </Stack>
  );
};
