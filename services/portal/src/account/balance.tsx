import type { Quota } from '@saring/api-client';
import { useLanguage } from '../language/language';
import { timeLeft } from '../language/formats';
import { standingOf } from './online';

const RADIUS = 54;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** What is left, as a part of what was given. */
const shareLeft = ({ unlimited, remainingBytes, grantedBytes }: Quota): number => {
  if (unlimited) return 1;
  return grantedBytes > 0 ? Math.min(1, Math.max(0, remainingBytes / grantedBytes)) : 0;
};

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
  const { say, formats } = useLanguage();
  const { amount, unit } = formats.bytesInParts(Math.max(0, quota.remainingBytes));
  return (
    <div className="ring-box">
      <Ring share={shareLeft(quota)} />
      <p className="left">
        <span className="left-name">{say('quota.left')}</span>
        {quota.unlimited ? (
          <span className="left-words">{say('quota.unlimited')}</span>
        ) : (
          <span className="left-amount">
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

type FigureProps = { readonly name: string; readonly value: string; readonly hint?: string };

const Figure = ({ name, value, hint }: FigureProps) => (
  <div className="figure">
    <dt>{name}</dt>
    <dd>
      {value}
      {hint ? <small>{hint}</small> : null}
    </dd>
  </div>
);

const Figures = ({ quota }: { readonly quota: Quota }) => {
  const { say, formats } = useLanguage();
  const left = quota.expiresAt ? timeLeft(quota.expiresAt, new Date()) : null;
  const hasQuota = quota.unlimited || quota.grantedBytes > 0;
  return (
    <dl className="figures">
      {hasQuota ? (
        <Figure
          name={say('quota.expires')}
          value={quota.expiresAt ? formats.instant(quota.expiresAt) : say('quota.noExpiry')}
          hint={
            left
              ? say(left.unit === 'days' ? 'quota.days' : 'quota.hours', {
                  count: formats.number(left.count),
                })
              : ''
          }
        />
      ) : null}
      <Figure name={say('quota.used')} value={formats.bytes(quota.usedBytes)} />
      {quota.debtBytes > 0 ? (
        <Figure name={say('quota.debt')} value={formats.bytes(quota.debtBytes)} />
      ) : null}
      {quota.heldBytes > 0 ? (
        <Figure name={say('quota.held')} value={formats.bytes(quota.heldBytes)} />
      ) : null}
    </dl>
  );
};

/** How one stands, in plain words, and what is left. */
export const Balance = ({ quota }: { readonly quota: Quota }) => {
  const { say } = useLanguage();
  const standing = standingOf(quota);
  const reason = quota.blockReason === 'debt' ? say('quota.reasonDebt') : (quota.blockReason ?? '–');
  return (
    <section className={`card balance standing-${standing}`} aria-labelledby="standing">
      <div className="standing" role="status">
        <h2 id="standing">{say(`status.${standing}`)}</h2>
        <p>{say(`status.${standing}.help`, { reason })}</p>
      </div>
      {standing === 'none' ? null : <Left quota={quota} />}
      <Figures quota={quota} />
    </section>
  );
};
