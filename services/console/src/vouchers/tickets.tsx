// tickets.tsx — tickets as they come out of the printer: on A4 in three sizes, or one after another on a roll.
import { useMemo, type CSSProperties } from 'react';
import { useFormats, useSay } from '../language/language';
import { qrPath } from '../parts/qr-path';
import { useOffer, type Batch, type Code, type Ticket } from './batch';
import { TICKETS_A_SHEET, type Design } from './designs';
import { printTexts } from './print.texts';
import './tickets.css';

/** Modules of white around it: the ticket itself is white. */
const QUIET_MODULES = 1;

const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const { path, side } = useMemo(() => qrPath(text, QUIET_MODULES), [text]);
  return (
    <svg
      className="ticket-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  );
};

type TicketsProps = {
  readonly design: Design;
  readonly batch: Batch;
  readonly ticket: Ticket;
  readonly codes: readonly Code[];
  /** Their codes are worth nothing, and each says so. */
  readonly isExample: boolean;
};

const OneTicket = ({
  batch,
  ticket,
  code,
  isExample,
}: Omit<TicketsProps, 'design' | 'codes'> & { readonly code: Code }) => {
  const say = useSay(printTexts);
  const { instant, number, rupiah } = useFormats();
  const offerOf = useOffer();
  const address = ticket.redeemUrl.replace(/^https?:\/\//, '');
  return (
    <article className="ticket">
      <header className="ticket-head">
        {ticket.logoUrl && <img className="ticket-logo" src={ticket.logoUrl} alt="" />}
        <strong>{ticket.name}</strong>
        <span className="ticket-price">{rupiah(batch.priceRupiah)}</span>
      </header>
      <div className="ticket-body">
        <div className="ticket-words">
          <div className="ticket-package">{batch.packageName}</div>
          <div className="ticket-offer">{offerOf(batch)}</div>
          <div className="ticket-code">{code.code}</div>
        </div>
        <Qr
          text={`${ticket.redeemUrl}?code=${encodeURIComponent(code.code)}`}
          label={say('qr', { code: code.code })}
        />
      </div>
      <footer className="ticket-foot">
        <span className="ticket-how">{say('how', { address })}</span>
        <span>
          {batch.redeemableUntil && `${say('until', { at: instant(batch.redeemableUntil) })} · `}
          {isExample ? say('example.mark') : `#${number(code.number)}`}
        </span>
      </footer>
    </article>
  );
};

export const Tickets = ({ design, codes, ...shared }: TicketsProps) => {
  const say = useSay(printTexts);
  const each = TICKETS_A_SHEET[design];
  const sheets = Array.from({ length: Math.ceil(codes.length / each) }, (_, index) =>
    codes.slice(index * each, (index + 1) * each),
  );
  const color = shared.ticket.color
    ? ({ '--ticket-color': shared.ticket.color } as CSSProperties)
    : undefined;
  return (
    <div className="ticket-paper" style={color} tabIndex={0} role="region" aria-label={say('sheet')}>
      {sheets.map((sheet) => (
        <section key={sheet[0]?.number} className={`ticket-sheet ${design}`}>
          {sheet.map((code) => (
            <OneTicket key={code.number} {...shared} code={code} />
          ))}
        </section>
      ))}
    </div>
  );
};
