import type { StatementLine } from '@saring/api-client';
import { statementText, waitText, type Params, type StatementKey } from '@saring/i18n';
import { useState } from 'react';
import { deviceName, type NamedDevice } from '../account/device-name';
import { useLanguage, type Say } from '../language/language';
import type { Formats } from '../language/formats';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { Skeleton } from '../parts/skeleton';
import { amountOf, groupedLines, type LineGroup, rupiahOf, secondsOf } from './grouped-lines';
import { causeOf, detailOf } from './line-words';
import { useStatement } from './use-statement';

type StatementProps = {
  readonly devices: readonly NamedDevice[];
  readonly remainingBytes: number;
  readonly onEnded: () => void;
};

/** The words of the statement. */
const useTell = () => {
  const { locale } = useLanguage();
  return (key: StatementKey, params?: Params): string => statementText(key, locale, params);
};

/** Every change of the balance, by day. */
export const Statement = ({ devices, remainingBytes, onEnded }: StatementProps) => {
  const { formats } = useLanguage();
  const tell = useTell();
  const [day, setDay] = useState('');
  const { pages, problem, isBusy, load } = useStatement(day, remainingBytes, onEnded);
  const next = pages?.nextCursor;
  return (
    <section className="card" aria-label={tell('title')} aria-busy={isBusy}>
      <PageTitle>{tell('title')}</PageTitle>
      <p className="hint">{tell('intro')}</p>
      <DayFilter day={day} onDay={setDay} />
      <ProblemNotice problem={problem} onRetry={() => void load()} />
      {!pages && !problem ? <Skeleton rows={6} /> : null}
      {pages?.items.length === 0 ? <p className="empty">{tell(day ? 'emptyDay' : 'empty')}</p> : null}
      {daysOf(pages?.items ?? [], formats).map(({ date, lines }) => (
        <Day key={date} lines={lines} devices={devices} />
      ))}
      {next ? (
        <button type="button" className="button quiet" aria-disabled={isBusy} onClick={() => void load(next)}>
          {tell('more')}
        </button>
      ) : null}
    </section>
  );
};

const DayFilter = ({ day, onDay }: { readonly day: string; readonly onDay: (day: string) => void }) => {
  const { formats } = useLanguage();
  const tell = useTell();
  return (
    <div className="filter">
      <label htmlFor="day">{tell('day')}</label>
      <div className="row">
        <input
          id="day"
          type="date"
          value={day}
          max={formats.dateOf(new Date())}
          onChange={(event) => onDay(event.currentTarget.value)}
        />
        {day ? (
          <button type="button" className="button quiet" onClick={() => onDay('')}>
            {tell('allDays')}
          </button>
        ) : null}
      </div>
    </div>
  );
};

type DayLines = { readonly date: string; readonly lines: readonly StatementLine[] };

const daysOf = (lines: readonly StatementLine[], formats: Formats): readonly DayLines[] => {
  const days = new Map<string, StatementLine[]>();
  for (const line of lines) {
    const date = formats.dateOf(new Date(line.at));
    days.set(date, [...(days.get(date) ?? []), line]);
  }
  return [...days].map(([date, ofDay]) => ({ date, lines: ofDay }));
};

type DayProps = { readonly lines: readonly StatementLine[]; readonly devices: readonly NamedDevice[] };

const Day = ({ lines, devices }: DayProps) => {
  const { say, formats } = useLanguage();
  return (
    <>
      <h2 className="day">{formats.longDay(lines[0]?.at ?? '')}</h2>
      <ul className="lines">
        {groupedLines(lines).map((group) => (
          <Group key={group[0].id} group={group} names={namesIn(group, devices, say)} />
        ))}
      </ul>
    </>
  );
};

const once = (texts: readonly string[]): string => [...new Set(texts.filter(Boolean))].join(', ');

const namesIn = (group: LineGroup, devices: readonly NamedDevice[], say: Say): string =>
  once(group.map(({ deviceId }) => (deviceId ? deviceName(deviceId, devices, say) : '')));

const Group = ({ group, names }: { readonly group: LineGroup; readonly names: string }) => {
  const { say, formats, locale } = useLanguage();
  const tell = useTell();
  const [line] = group;
  const { balanceAfterBytes } = line;
  const amountBytes = amountOf(group);
  const seconds = secondsOf(group);
  const time = seconds === 0 ? '' : `${seconds > 0 ? '+' : '−'}${waitText(Math.abs(seconds), locale)}`;
  const size = amountBytes === 0 ? '' : `${amountBytes > 0 ? '+' : ''}${formats.bytes(amountBytes)}`;
  const reasons = once(group.map((one) => detailOf(one, say, locale)));
  const paid = rupiahOf(group) > 0 ? formats.rupiah(rupiahOf(group)) : '';
  const detail = [formats.time(line.at), paid, names, reasons].filter(Boolean).join(' · ');
  return (
    <li className="line">
      <span className="line-cause">{causeOf(line, locale)}</span>
      <span className={amountBytes > 0 || seconds > 0 ? 'line-amount gain' : 'line-amount'}>
        {[size, time].filter(Boolean).join(' · ')}
      </span>
      <span className="line-detail">{detail}</span>
      <span className="line-after">{tell('after', { balance: formats.bytes(balanceAfterBytes) })}</span>
    </li>
  );
};
