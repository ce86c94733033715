// template-list.tsx — every kind of message by subject, with what it says, to be found and changed.
import { Anchor, Badge, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useLocale, useSay } from '../language/language';
import { useKindName } from '../messages/message-table';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { templateTexts } from './templates.texts';
import { addressOf, inGroups, isChanged, useTemplates, type Template } from './use-templates';

const Marks = ({ template: { off, texts } }: { readonly template: Template }) => {
  const say = useSay(templateTexts);
  const marks = [
    texts.some(({ unfit }) => unfit !== undefined) ? (['unfit', 'orange.9'] as const) : null,
    texts.some(isChanged) ? (['changed', 'saring.8'] as const) : null,
    off ? (['off', 'red.9'] as const) : null,
  ];
  return (
    <Group gap={4}>
      {marks.map(
        (mark) =>
          mark && (
            <Badge key={mark[0]} color={mark[1]} tt="none">
              {say(mark[0])}
            </Badge>
          ),
      )}
    </Group>
  );
};

const Line = ({ template }: { readonly template: Template }) => {
  const kindName = useKindName();
  const { locale } = useLocale();
  const said = template.texts.find((text) => text.locale === locale);
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="sm">
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/templates/$kind"
              params={{ kind: addressOf(template.template) }}
              search={{ language: undefined }}
            />
          )}
        >
          {kindName(template.template)}
        </Anchor>
        <Marks template={template} />
      </Group>
      <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {said?.text}
      </Text>
    </Paper>
  );
};

export const TemplateList = () => {
  const say = useSay(templateTexts);
  const kindName = useKindName();
  const field = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => field.current?.focus()]]);
  const [word, setWord] = useState('');
  const sought = word.trim().toLowerCase();
  const isFound = ({ template, texts }: Template): boolean =>
    [kindName(template), template, ...texts.map(({ text }) => text)].some((text) =>
      text.toLowerCase().includes(sought),
    );
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack maw={760}>
        <Text size="sm" c="dimmed">
          {say('why')}
        </Text>
        <TextInput
          ref={field}
          type="search"
          label={say('find')}
          placeholder="( / )"
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
          maw={420}
        />
        <Answered query={useTemplates()}>
          {({ items }) => {
            const groups = inGroups(items.filter(isFound));
            if (groups.length === 0) return <Text>{say('none')}</Text>;
            return (
              <>
                {groups.map(({ group, templates }) => (
                  <section key={group} aria-label={say(`group.${group}`)}>
                    <Title order={2} size="h4" mb="xs">
                      {say(`group.${group}`)}
                    </Title>
                    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
                      {templates.map((template) => (
                        <Line key={template.template} template={template} />
                      ))}
                    </Stack>
                  </section>
                ))}
              </>
            );
          }}
        </Answered>
      </Stack>
    </>
  );
};
