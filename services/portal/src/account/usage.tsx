import type { UsageDay } from '@saring/api-client';
import { useLanguage } from '../language/language';
import { CHART_DAYS } from './use-account';
import { deviceName, type NamedDevice } from './device-name';
import { lastDays, usedOn, type DayUse } from './usage-by-day';

const BAR = { width: 28, gap: 14, height: 96, least: 2 };
const LABELS_HEIGHT = 20;

type UsageProps = { readonly usage: readonly UsageDay[]; readonly devices: readonly NamedDevice[] };

export const TodaysUse = ({ usage, devices }: UsageProps) => {
  const { say, formats } = useLanguage();
  const used = usedOn(usage, formats.dateOf(new Date()));
  const most = used[0]?.bytes ?? 0;
  return (
    <section className="card" aria-labelledby="today">
      <h2 id="today">{say('usage.today')}</h2>
      {most === 0 ? <p className="hint">{say('usage.none')}</p> : null}
      <ul className="uses">
        {used
          .filter(({ bytes }) => bytes > 0)
          .map(({ deviceId, bytes }) => (
            <li key={deviceId}>
              <span className="use-name">{deviceName(deviceId, devices, say)}</span>
              <span className="use-amount">{formats.bytes(bytes)}</span>
              <svg className="use-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect className="use-track" width="100" height="4" rx="2" />
                <rect width={Math.max(2, (bytes / most) * 100)} height="4" rx="2" />
              </svg>
            </li>
          ))}
      </ul>
    </section>
  );
};

const Chart = ({ days }: { readonly days: readonly DayUse[] }) => {
  const { say, formats } = useLanguage();
  const most = days.reduce((top, day) => (day.bytes > top.bytes ? day : top));
  const step = BAR.width + BAR.gap;
  const words = say('usage.chart', { most: formats.bytes(most.bytes), day: formats.dayAndMonth(most.date) });
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${days.length * step} ${BAR.height + LABELS_HEIGHT}`}
      role="img"
      aria-label={words}
    >
      {days.map(({ date, bytes }, index) => {
        const height = bytes === 0 ? BAR.least : Math.max(2 * BAR.least, (bytes / most.bytes) * BAR.height);
        const x = index * step + BAR.gap / 2;
        const isToday = index === days.length - 1;
        return (
          <g key={date} className={isToday ? 'bar bar-today' : 'bar'}>
            <rect x={x} y={BAR.height - height} width={BAR.width} height={height} rx={bytes === 0 ? 1 : 5} />
            <text x={x + BAR.width / 2} y={BAR.height + LABELS_HEIGHT - 5}>
              {formats.weekday(date)}
            </text>
          </g>
        );
      })}
    </svg>
  );
};

export const RecentUse = ({ usage }: { readonly usage: readonly UsageDay[] }) => {
  const { say, formats } = useLanguage();
  const days = lastDays(usage, formats.dateOf(new Date()), CHART_DAYS);
  const total = days.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section className="card" aria-labelledby="recent">
      <h2 id="recent">{say('usage.days', { count: CHART_DAYS })}</h2>
      {total === 0 ? (
        <p className="hint">{say('usage.chartEmpty')}</p>
      ) : (
        <Figures days={days} total={total} />
      )}
    </section>
  );
};

type FiguresProps = { readonly days: readonly DayUse[]; readonly total: number };

const Figures = ({ days, total }: FiguresProps) => {
  const { say, formats } = useLanguage();
  return (
    <>
      <Chart days={days} />
      <details>
        <summary>{say('usage.table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('usage.day')}</th>
              <th scope="col">{say('usage.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, bytes }) => (
              <tr key={date}>
                <th scope="row">{`${formats.weekday(date)} ${formats.dayAndMonth(date)}`}</th>
                <td>{formats.bytes(bytes)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('usage.total')}</th>
              <td>{formats.bytes(total)}</td>
            </tr>
          </tfoot>
        </table>
      </details>
    </>
  );
};
