import { quotaStandingOf, type Access, type Holding, type Me, type Quota } from '@saring/api-client';
import { durationText, hoursText, waitText, type PortalKey } from '@saring/i18n';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { debtReasonOf, headingOf, isOnline, isTimed } from './online';

const RADIUS = 54;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** Of the time that was bought with what still has some. */
const timeLeft = ({ grants, onlineSecondsLeft }: Quota): number => {
  const bought = grants.reduce(
    (sum, { expired, onlineSeconds = 0, onlineSecondsLeft: left = 0 }) =>
      sum + (left > 0 && !expired ? onlineSeconds : 0),
    0,
  );
  return bought > 0 ? Math.min(1, (onlineSecondsLeft ?? 0) / bought) : 0;
};

/** The bytes left, as a part of those granted; or the time, where bytes have no limit. */
const shareLeft = (quota: Quota): number => {
  const { unlimited, remainingBytes, grantedBytes } = quota;
  if (unlimited) return isTimed(quota) ? timeLeft(quota) : 1;
  return grantedBytes > 0 ? Math.min(1, Math.max(0, remainingBytes / grantedBytes)) : 0;
};

/** With its comma: what is longer is written smaller. */
const RING_DIGITS = 4;

const Ring = ({ share }: { readonly share: number }) => {
  const { say } = useLanguage();
  return (
    <svg
      className="ring"
      viewBox="0 0 120 120"
      role="img"
      aria-label={say('quota.ring', { percent: Math.floor(share * 100) })}
    >
      <circle className="ring-track" cx="60" cy="60" r={RADIUS} />
      <circle
        className="ring-left"
        cx="60"
        cy="60"
        r={RADIUS}
        strokeDasharray={`${CIRCUMFERENCE * share} ${CIRCUMFERENCE}`}
        transform="rotate(-90 60 60)"
      />
    </svg>
  );
};

const Left = ({ quota }: { readonly quota: Quota }) => {
  const { say, locale, formats } = useLanguage();
  const { amount, unit } = formats.bytesInParts(Math.max(0, quota.remainingBytes));
  return (
    <div className="ring-box">
      <Ring share={shareLeft(quota)} />
      <p className="left">
        <span className="left-name">{say(isTimed(quota) ? 'quota.timeLeft' : 'quota.left')}</span>
        {quota.unlimited ? (
          <span className="left-words">
            {quota.onlineSecondsLeft === null
              ? say('quota.unlimited')
              : waitText(quota.onlineSecondsLeft, locale)}
          </span>
        ) : (
          <span className={amount.length > RING_DIGITS ? 'left-amount long' : 'left-amount'}>
            {amount} <small>{unit}</small>
          </span>
        )}
        {quota.grantedBytes > 0 && !quota.unlimited ? (
          <span className="left-name">{say('quota.of', { size: formats.bytes(quota.grantedBytes) })}</span>
        ) : null}
      </p>
    </div>
  );
};

type FigureProps = { readonly name: string; readonly value: string; readonly note?: string };

const Figure = ({ name, value, note }: FigureProps) => (
  <div className="figure">
    <dt>
      {name}
      {note ? <small>{note}</small> : null}
    </dt>
    <dd>{value}</dd>
  </div>
);

/** In rupiah where a price was agreed: money settles it. */
const DebtFigure = ({ quota }: { readonly quota: Quota }) => {
  const { say, formats } = useLanguage();
  const { debtBytes, debtRupiah, debtDueAt } = quota;
  const due = debtDueAt ? `${say('quota.debtDue')} ${formats.moment(debtDueAt, new Date())}. ` : '';
  const bytes = debtBytes > 0 ? formats.bytes(debtBytes) : '';
  const value = debtRupiah > 0 ? formats.rupiah(debtRupiah) : bytes;
  const note =
    debtRupiah > 0 ? `${bytes && `${bytes}. `}${due}${say('quota.debtMoneyHelp')}` : say('quota.debtHelp');
  return <Figure name={say('quota.debt')} value={value} note={note} />;
};

const Figures = ({ quota }: { readonly quota: Quota }) => {
  const { say, formats } = useLanguage();
  return (
    <dl className="figures">
      <Figure name={say('quota.used')} value={formats.bytes(quota.usedBytes)} />
      {quota.debtBytes > 0 || quota.debtRupiah > 0 ? <DebtFigure quota={quota} /> : null}
      {quota.heldBytes > 0 ? (
        <Figure name={say('quota.held')} value={formats.bytes(quota.heldBytes)} />
      ) : null}
    </dl>
  );
};

/** Until when a part of the quota can be used; a part whose clock waits says so. */
const HoldingEnd = ({ holding, isLater }: { readonly holding: Holding; readonly isLater: boolean }) => {
  const { say, locale, formats } = useLanguage();
  const { expiresAt, lastsSecondsFromFirstUse: waiting, speedDownKilobitsPerSecond } = holding;
  const { validHours, zoneMinutes, speedHours, hoursSpeedDownKilobitsPerSecond, turnsAt } = holding;
  // The words of the shop would make every login wait for them.
  const fast =
    hoursSpeedDownKilobitsPerSecond > 0
      ? say('quota.speed', { speed: formats.speed(hoursSpeedDownKilobitsPerSecond) })
      : say('quota.fullSpeed');
  const noEnd = holding.onlineSecondsLeft === null ? 'quota.noExpiry' : 'quota.untilUsed';
  return (
    <span>
      {expiresAt === null
        ? waiting === null
          ? say(noEnd)
          : say('quota.waiting', { time: durationText(waiting, locale) })
        : say('quota.until', { time: formats.moment(expiresAt, new Date()) })}
      {validHours === null ? null : (
        <small>
          {say('quota.hours', { hours: hoursText(validHours, locale, zoneMinutes ?? undefined) })}
        </small>
      )}
      {speedDownKilobitsPerSecond > 0 ? (
        <small>{say('quota.speed', { speed: formats.speed(speedDownKilobitsPerSecond) })}</small>
      ) : null}
      {speedHours === null ? null : (
        <small>{say('quota.hoursSpeed', { hours: hoursText(speedHours, locale), speed: fast })}</small>
      )}
      {isLater && turnsAt ? (
        <small>{say('quota.opens', { time: formats.moment(turnsAt, new Date()) })}</small>
      ) : null}
    </span>
  );
};

/** Grants in the order in which they burn: "2 GB until tomorrow, then 1 GB until 4 Dec". */
const Holdings = ({
  holdings,
  isLater = false,
}: Pick<Quota, 'holdings'> & { readonly isLater?: boolean }) => {
  const { say, locale, formats } = useLanguage();
  if (holdings.length === 0) return null;
  const amountOf = ({ unlimited, bytes, onlineSecondsLeft }: Holding): string => {
    const time =
      onlineSecondsLeft === null ? '' : say('quota.time', { time: waitText(onlineSecondsLeft, locale) });
    if (unlimited) return time || say('quota.unlimited');
    return [formats.bytes(bytes), time].filter(Boolean).join(' · ');
  };
  return (
    <ol className="holdings" aria-label={say(isLater ? 'quota.later' : 'quota.holdings')}>
      {holdings.map((holding, index) => (
        <li key={index}>
          <strong>
            {isLater ? `${say('quota.later')}: ` : index > 0 ? `${say('quota.then')} ` : ''}
            {amountOf(holding)}
          </strong>
          <HoldingEnd holding={holding} isLater={isLater} />
        </li>
      ))}
    </ol>
  );
};

/** Another's quota, after the own. */
const SharedQuota = ({ family }: { readonly family: NonNullable<Quota['family']> }) => {
  const { say, formats } = useLanguage();
  const { name, unlimited, remainingBytes, limit, status } = family;
  const isOver = limit !== null || status === 'stopped';
  const left = unlimited ? say('quota.unlimited') : formats.bytes(remainingBytes);
  return (
    <p className="shared">
      <strong>{isOver ? say(limit === 'day' ? 'family.day' : 'family.over') : left}</strong>{' '}
      <a href="/family">{say('family.of', { name: name || '–' })}</a>
    </p>
  );
};

/** An empty ring would only push away what helps. */
const hasFigure = (quota: Quota): boolean =>
  quota.status !== 'inactive' &&
  (quota.remainingBytes > 0 || quota.unlimited || (isOnline(quota.status) && quota.family === null));

type BalanceProps = {
  readonly quota: Quota;
  readonly access: Access;
  readonly me: Me;
  /** The remedy right below the problem: above the ring, where no thumb has to scroll to it. */
  readonly children?: ReactNode;
};

/** The state in plain words, and the bytes left. */
export const Balance = ({ quota, access, me, children }: BalanceProps) => {
  const { say } = useLanguage();
  const standing = quotaStandingOf(quota);
  const heading = headingOf(quota, access, me);
  const isConnected = !isOnline(quota.status) || access.thisDevice === 'open';
  const owing = quota.status === 'blocked' ? quota.blockReason : null;
  const reason = owing === 'debt' ? say(debtReasonOf(quota)) : (quota.blockReason ?? '–');
  const help: PortalKey =
    owing === 'debt' || owing === 'bill' ? `status.blocked.${owing}.help` : (`${heading}.help` as PortalKey);
  return (
    <section
      className={`card balance ${isConnected ? `standing-${standing}` : 'standing-apart'}`}
      aria-labelledby="standing"
    >
      <div className="standing" role="status">
        <h2 id="standing">{say(heading)}</h2>
        <p>{say(help, { reason })}</p>
      </div>
      {children}
      {hasFigure(quota) ? <Left quota={quota} /> : null}
      <Holdings holdings={quota.holdings} />
      <Holdings holdings={quota.laterHoldings} isLater />
      {quota.family ? <SharedQuota family={quota.family} /> : null}
      <Figures quota={quota} />
    </section>
  );
};
