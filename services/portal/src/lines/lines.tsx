// lines.tsx — the PPPoE lines of the subscriber: how fast, whether online, and what suspends one.
import type { OwnLine, OwnLines } from '@saring/api-client';
import { ownLineText, type OwnLineKey, type Params } from '@saring/i18n';
import { useEffect, useState } from 'react';
import { ORDER_CHANGED } from '../account/use-account';
import { edge } from '../edge';
import type { Formats } from '../language/formats';
import { useLanguage } from '../language/language';
import { Contact } from '../parts/contact';
import { problemIn } from '../parts/problem';

/** So often the page of who has lines looks again. */
const LOOK_MILLISECONDS = 30_000;
const NO_LINES: OwnLines = { items: [], payPath: null };
/** Where bills are paid when the bill's own page is not known. */
const SHOP_PATH = '/beli';

type LinesProps = {
  /** Beside other things: those alone that need something. */
  readonly isBrief: boolean;
};

/** Nothing for who has none. */
export const Lines = ({ isBrief }: LinesProps) => {
  const tell = useTell();
  const { items, payPath } = useLines();
  const shown = items.filter(({ state }) => !isBrief || state !== 'active');
  if (shown.length === 0) return null;
  const isStopped = shown.some((line) => line.state !== 'active' && !endsByItself(line));
  return (
    <section className="card" aria-labelledby="lines">
      <h2 id="lines">{tell('title')}</h2>
      <ul className="devices">
        {shown.map((line) => (
          <LineItem key={line.lineId} line={line} payPath={payPath ?? SHOP_PATH} />
        ))}
      </ul>
      {/* The account has it below. */}
      {isBrief && isStopped ? <Contact /> : null}
    </section>
  );
};

type LineItemProps = { readonly line: OwnLine; readonly payPath: string };

const LineItem = ({ line, payPath }: LineItemProps) => {
  const tell = useTell();
  const { formats } = useLanguage();
  const { address, state } = line;
  const speed = speedOf(line, tell, formats);
  const facts = [
    ...(speed === null ? [] : [speed]),
    ...(address === null ? [] : [tell('address', { address })]),
  ];
  const why = reasonOf(line);
  return (
    <li className="device">
      <p className="device-name">
        {line.name}
        {state === 'active' ? null : (
          <span className="badge stopped">{tell(state === 'suspended' ? 'suspended' : 'disabled')}</span>
        )}
      </p>
      {state === 'active' ? <Presence line={line} /> : null}
      {facts.length > 0 && state === 'active' ? <p className="hint">{facts.join(' · ')}</p> : null}
      <Usage line={line} />
      {why ? <p>{tell(why)}</p> : null}
      {state === 'active' && line.slowed ? <p>{tell('slowed')}</p> : null}
      {line.heldForBill ? (
        <a className="button" href={payPath}>
          {tell('pay')}
          <span className="unseen"> {line.name}</span>
        </a>
      ) : null}
    </li>
  );
};

/** Null: its router sets it. */
const speedOf = (
  { downloadKilobitsPerSecond: down, uploadKilobitsPerSecond: up }: OwnLine,
  tell: Tell,
  formats: Formats,
): string | null => {
  if (down === null || up === null) return null;
  if (down === 0 && up === 0) return tell('unlimited');
  const words = (kilobits: number) => (kilobits > 0 ? formats.speed(kilobits) : tell('noLimit'));
  return tell('speed', { down: words(down), up: words(up) });
};

const Presence = ({ line: { online, onlineSince } }: { readonly line: OwnLine }) => {
  const tell = useTell();
  const { formats } = useLanguage();
  if (online === null) return <p className="hint">{tell('unknown')}</p>;
  if (online)
    return <p>{onlineSince ? tell('since', { time: formats.instant(onlineSince) }) : tell('online')}</p>;
  return (
    <p>
      <strong>{tell('offline')}.</strong> {tell('offline.help')}
    </p>
  );
};

/** Of the month, both ways; nothing while it is not known. */
const Usage = ({ line: { usage, quotaBytes } }: { readonly line: OwnLine }) => {
  const tell = useTell();
  const { formats } = useLanguage();
  if (usage === null) return null;
  const bytes = formats.bytes(usage.uploadBytes + usage.downloadBytes);
  const day = formats.dayAndMonth(formats.dateOf(new Date(usage.since)));
  const words =
    quotaBytes > 0
      ? tell('usageOf', { bytes, day, quota: formats.bytes(quotaBytes) })
      : tell('usage', { bytes, day });
  return <p className="hint">{words}</p>;
};

/** Nobody need be asked. */
const endsByItself = ({ state, heldForBill, heldForQuota, suspendedByHand }: OwnLine): boolean =>
  state === 'suspended' && (heldForBill || heldForQuota) && !suspendedByHand;

const reasonOf = (line: OwnLine): OwnLineKey | null => {
  if (line.state === 'active') return null;
  if (endsByItself(line)) return line.heldForBill ? 'bill' : 'quota';
  return line.heldForBill ? 'both' : 'hand';
};

type Tell = (key: OwnLineKey, params?: Params) => string;

const useTell = (): Tell => {
  const { locale } = useLanguage();
  return (key, params) => ownLineText(key, locale, params);
};

/** The last known while edge cannot say: the page shows the rest, and says itself when it is offline. */
const useLines = (): OwnLines => {
  const [lines, setLines] = useState(NO_LINES);
  useEffect(() => {
    let [isGone, hasNone] = [false, false];
    const look = async () => {
      try {
        const found = await edge.lines();
        hasNone = found.items.length === 0;
        if (!isGone) setLines(found);
      } catch (error) {
        problemIn(error);
      }
    };
    const again = () => void look();
    again();
    const timer = setInterval(() => void (hasNone || again()), LOOK_MILLISECONDS);
    window.addEventListener(ORDER_CHANGED, again);
    return () => {
      isGone = true;
      clearInterval(timer);
      window.removeEventListener(ORDER_CHANGED, again);
    };
  }, []);
  return lines;
};
