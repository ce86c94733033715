// bubble.tsx — a text as WhatsApp draws it: *bold*, _italic_ and ~struck~ at phone width.
import { Fragment, type ReactNode } from 'react';
import './bubble.css';

/** One mark within a line, directly at its words, as WhatsApp takes it. */
const MARKED = /(\*(?=\S)[^*\n]*?\S\*|_(?=\S)[^_\n]*?\S_|~(?=\S)[^~\n]*?\S~)(?![\p{L}\p{N}])/u;
const TAGS = { '*': 'strong', _: 'em', '~': 's' } as const;
const isMark = (letter: string): letter is keyof typeof TAGS => Object.hasOwn(TAGS, letter);

const marked = (text: string): ReactNode => {
  const found = MARKED.exec(text);
  const [whole = ''] = found ?? [];
  const mark = whole.slice(0, 1);
  if (!found || !isMark(mark)) return text;
  const Tag = TAGS[mark];
  return (
    <>
      {text.slice(0, found.index)}
      <Tag>{marked(whole.slice(1, -1))}</Tag>
      <Fragment>{marked(text.slice(found.index + whole.length))}</Fragment>
    </>
  );
};

export const Bubble = ({ text, lang }: { readonly text: string; readonly lang: string }) => (
  <div className="bubble-ground">
    <div className="bubble" lang={lang} data-testid="bubble">
      {marked(text)}
    </div>
  </div>
);
