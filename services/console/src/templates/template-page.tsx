// template-page.tsx — one kind of message: whether it is sent, what it says in each language, and what it said before.
import { Anchor, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { LOCALES } from '@saring/i18n';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import { useKindName } from '../messages/message-table';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { TemplateEditor } from './template-editor';
import { TemplateHistory } from './template-history';
import { templateTexts } from './templates.texts';
import { addressOf, kindAt, useTemplates, type Template } from './use-templates';

const route = getRouteApi('/templates/$kind');

const SendSwitch = ({ template }: { readonly template: Template }) => {
  const say = useSay(templateTexts);
  const may = useMay();
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const { template: kind, alwaysSent, off, offBy, offAt } = template;
  const turn = useCommand({
    send: (on: boolean) =>
      answerOf(api.PUT('/api/v1/message-templates/{kind}', { params: { path: { kind } }, body: { on } })),
    said: (_, on) => say(on ? 'said.on' : 'said.off'),
    changes: [['templates']],
  });
  const since =
    offBy !== undefined && offAt !== undefined
      ? say('off.since', { name: nameOf(offBy), at: instant(offAt) })
      : undefined;
  return (
    <Switch
      label={say('send')}
      description={alwaysSent ? say('send.always') : since}
      checked={!off}
      disabled={alwaysSent || !may('messages:control') || turn.isPending}
      onChange={(event) => turn.mutate(event.currentTarget.checked)}
    />
  );
};

const Texts = ({ template }: { readonly template: Template }) => {
  const say = useSay(templateTexts);
  const { locale: own } = useLocale();
  const { language } = route.useSearch();
  const navigate = useNavigate();
  const locale = LOCALES.find((one) => one === language) ?? own;
  const text = template.texts.find((one) => one.locale === locale);
  const { template: kind } = template;
  if (!text) return null;
  return (
    <>
      <SendSwitch template={template} />
      <SegmentedControl
        aria-label={say('language')}
        w="fit-content"
        value={locale}
        onChange={(value) =>
          void navigate({
            ...{
              to: '/templates/$kind',
              params: { kind: addressOf(kind) },
              search: { language: value },
              replace: true,
            },
          })
        }
        data={LOCALES.map((value) => ({ value, label: say(`language.${value}`) }))}
      />
      <TemplateEditor key={`${locale} ${text.version}`} {...{ template, text, locale }} />
      <TemplateHistory key={locale} {...{ kind, locale, text }} />
    </>
  );
};

export const TemplatePage = () => {
  const say = useSay(templateTexts);
  const kindName = useKindName();
  const kind = kindAt(route.useParams().kind);
  return (
    <>
      <PageTitle title={kindName(kind)} />
      <Stack>
        <Anchor size="sm" w="fit-content" renderRoot={(props) => <Link {...props} to="/templates" />}>
          {say('back')}
        </Anchor>
        <Answered query={useTemplates()}>
          {({ items }) => {
            const template = items.find((one) => one.template === kind);
            return template ? <Texts template={template} /> : <Text>{say('noKind')}</Text>;
          }}
        </Answered>
      </Stack>
    </>
  );
};
