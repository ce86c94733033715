// template-history.tsx — what a text said before, who wrote it and when; each can be used again.
import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import type { Locale } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { templateTexts } from './templates.texts';
import type { TemplateText } from './use-templates';

type Version = Row<'/api/v1/message-templates/{kind}/{locale}/versions'>;
type HistoryProps = { readonly kind: string; readonly locale: Locale; readonly text: TemplateText };

const useRestore = ({ kind, locale, text }: HistoryProps) => {
  const say = useSay(templateTexts);
  return useCommand({
    send: (version: number, key) =>
      answerOf(
        api.POST('/api/v1/message-templates/{kind}/{locale}/restore', {
          params: { path: { kind, locale }, header: { 'Idempotency-Key': key } },
          body: { version, expectedVersion: text.version },
        }),
      ),
    said: () => say('said.restored'),
    changes: [['templates']],
  });
};

type ItemProps = {
  readonly one: Version;
  readonly locale: Locale;
  readonly isNow: boolean;
  /** It is the newest, and cannot be sent. */
  readonly isUnfit: boolean;
  readonly isPending: boolean;
  readonly onRestore: () => void;
};

const Item = ({ one, locale, isNow, isUnfit, isPending, onRestore }: ItemProps) => {
  const say = useSay(templateTexts);
  const may = useMay();
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const name = one.version === 0 ? say('version.house') : say('version', { version: one.version });
  return (
    <Paper withBorder p="sm" component="li" aria-label={name}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <div>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {name}
            </Text>
            {one.house && one.version > 0 && (
              <Badge variant="default" tt="none">
                {say('version.house')}
              </Badge>
            )}
            {isNow && (
              <Badge tt="none" color={isUnfit ? 'orange.9' : 'saring.8'}>
                {say(isUnfit ? 'unfit' : 'version.now')}
              </Badge>
            )}
          </Group>
          {one.by !== undefined && one.at !== undefined && (
            <Text size="xs" c="dimmed">
              {say('version.by', { name: nameOf(one.by), at: instant(one.at) })}
            </Text>
          )}
        </div>
        {!isNow && may('messages:control') && (
          <Button
            variant="default"
            loading={isPending}
            onClick={onRestore}
            aria-label={say('restore.version', { version: name })}
          >
            {say('restore')}
          </Button>
        )}
      </Group>
      <Text size="sm" lang={locale} mt={4} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {one.text}
      </Text>
    </Paper>
  );
};

export const TemplateHistory = (props: HistoryProps) => {
  const { kind, locale, text } = props;
  const say = useSay(templateTexts);
  const restore = useRestore(props);
  const versions = useQuery({
    queryKey: ['templates', 'versions', kind, locale],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/message-templates/{kind}/{locale}/versions', {
          params: { path: { kind, locale } },
          signal,
        }),
      ),
  });
  return (
    <Stack component="section" aria-label={say('history')} maw={760}>
      <Title order={2} size="h4">
        {say('history')}
      </Title>
      <Answered query={versions}>
        {({ items }) => (
          <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.map((one) => (
              <Item
                key={one.version}
                one={one}
                locale={locale}
                isNow={one.version === text.version}
                isUnfit={text.unfit !== undefined}
                isPending={restore.isPending && restore.variables === one.version}
                onRestore={() => restore.mutate(one.version)}
              />
            ))}
          </Stack>
        )}
      </Answered>
    </Stack>
  );
};
