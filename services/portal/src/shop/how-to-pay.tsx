import type { Order } from '@saring/api-client';
import { bankHelpKey, bankName } from '@saring/i18n';
import { useEffect, useRef, useState } from 'react';
import { Notice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';
import { useAfter } from '../parts/use-after';
import { ProofUpload } from './proof-upload';
import { useShopWords } from './words';

/** Captive mini-browsers open no apps, and lose the page over trying; that of an iPhone calls itself no Safari. */
const MINI_BROWSER = /CaptiveNetworkSupport|; wv\)|CaptivePortalLogin|iP(?:hone|ad)(?!.*Safari)/;
const LINK = /^(?!javascript:|data:|vbscript:)[a-z][a-z0-9+.-]*:\/\//i;
const COPIED_MILLISECONDS = 2_000;

type HowToPayProps = {
  readonly order: Order;
  readonly isNew: boolean;
  readonly onProof: () => void;
  /** Cancels it, and back to the choice. */
  readonly onAgain: () => void;
};

/** Whether anything of the order can be paid by: a charge whose answer was lost may have left nothing. */
const canBePaid = (order: Order): boolean =>
  [order.qrImageUrl, order.deeplinkUrl, order.redirectUrl, order.va, order.billKey, order.transferText].some(
    (way) => way !== undefined,
  );

/** The payer's next step, by the order's method. */
export const HowToPay = ({ order, isNew, onProof, onAgain }: HowToPayProps) => {
  const { tell } = useShopWords();
  const next = [order.deeplinkUrl, order.redirectUrl].find((url) => url !== undefined && LINK.test(url));
  useLeaveFor(isNew ? next : undefined);
  const ways = (
    <>
      {next ? (
        <a className="button" href={next} rel="noreferrer">
          {tell(next === order.deeplinkUrl ? 'order.openApp' : 'order.openPage')}
        </a>
      ) : null}
      {order.deeplinkUrl ? <p className="hint">{tell('order.openApp.help')}</p> : null}
      {order.merchantName ? <Exact order={order} name={order.merchantName} /> : null}
      {canBePaid(order) ? <Qr order={order} /> : <Missing onAgain={onAgain} />}
      <Numbers order={order} />
      {order.transferText ? (
        <>
          <Copyable name={tell('order.transferTo')} value={order.transferText} />
          <p className="hint">{tell('order.transfer.help')}</p>
        </>
      ) : null}
    </>
  );
  return (
    <>
      {order.hasProof ? null : ways}
      {order.transferText || order.merchantName ? <ProofUpload order={order} onSent={onProof} /> : null}
      {order.hasProof ? (
        <details>
          <summary>{tell('bank.how')}</summary>
          {ways}
        </details>
      ) : null}
      {order.statusUrl ? (
        <p className="hint">
          <a href={order.statusUrl}>{tell('order.statusLink')}</a>: {tell('order.statusLink.help')}
        </p>
      ) : null}
    </>
  );
};

/** The end of a sum that tells it apart from others. */
const OWN_DIGITS = 3;

/** Of a printed code: the sum to the last rupiah, and whose code it is. */
const Exact = ({ order, name }: { readonly order: Order; readonly name: string }) => {
  const { tell } = useShopWords();
  return (
    <>
      <Copyable
        name={tell('order.exact')}
        value={String(order.amountRupiah + (order.addedRupiah ?? 0))}
        markedDigits={OWN_DIGITS}
      />
      <p className="hint">{tell('order.exact.help', { name })}</p>
    </>
  );
};

/** Opens the wallet or the payment page at once, and once. */
const useLeaveFor = (url: string | undefined): void => {
  const hasLeft = useRef(false);
  useEffect(() => {
    if (!url || hasLeft.current || MINI_BROWSER.test(navigator.userAgent)) return;
    hasLeft.current = true;
    location.assign(url);
  }, [url]);
};

/** A code that is late or does not arrive is asked for again; so long nothing is said of it. */
const AGAIN_MILLISECONDS = 4_000;

const Missing = ({ onAgain }: { readonly onAgain: () => void }) => {
  const { tell } = useShopWords();
  const isLate = useAfter(AGAIN_MILLISECONDS);
  if (!isLate) return <Skeleton rows={1} tall />;
  return (
    <>
      <Notice tone="bad">{tell('order.noWay')}</Notice>
      <button type="button" className="button" onClick={onAgain}>
        {tell('order.anew')}
      </button>
    </>
  );
};

const Qr = ({ order }: { readonly order: Order }) => {
  const { tell } = useShopWords();
  const [tries, setTries] = useState(0);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (!isBroken) return undefined;
    const timer = setTimeout(() => {
      setBroken(false);
      setTries((before) => before + 1);
    }, AGAIN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isBroken]);
  if (!order.qrImageUrl) return null;
  // By its path: the page's own address, whatever public name edge goes by.
  const picture = new URL(order.qrImageUrl).pathname;
  return (
    <>
      {isBroken && tries > 0 ? <Notice tone="bad">{tell('order.noQr')}</Notice> : null}
      {isBroken ? null : (
        <img
          className="qr"
          src={tries === 0 ? picture : `${picture}?try=${tries}`}
          alt={tell('order.qrAlt')}
          width={320}
          height={320}
          onError={() => setBroken(true)}
        />
      )}
      <p>{tell('order.scan')}</p>
      <p className="hint">{tell('order.sameDevice')}</p>
      <a className="button quiet" href={picture.replace(/svg$/, 'png')} download={`${order.orderNumber}.png`}>
        {tell('order.saveImage')}
      </a>
    </>
  );
};

const Numbers = ({ order }: { readonly order: Order }) => {
  const { tell } = useShopWords();
  const { va, billKey, billerCode } = order;
  if (!va && !billKey) return null;
  const bank = va?.bank || order.bank || '';
  return (
    <>
      {bank ? (
        <p>
          {tell('order.bank')}: <strong>{bankName(bank)}</strong>
        </p>
      ) : null}
      {va ? <Copyable name={tell('order.vaNumber')} value={va.number} /> : null}
      {billerCode ? <Copyable name={tell('order.billerCode')} value={billerCode} /> : null}
      {billKey ? <Copyable name={tell('order.billKey')} value={billKey} /> : null}
      <details>
        <summary>{tell('bank.how')}</summary>
        <ol className="steps">
          {tell(bankHelpKey(bank))
            .split(' → ')
            .map((step) => (
              <li key={step}>{step}</li>
            ))}
        </ol>
      </details>
    </>
  );
};

/** Pages without TLS have no clipboard of their own: the older way works there. @returns whether it was copied. */
const copy = async (element: HTMLElement): Promise<boolean> => {
  getSelection()?.selectAllChildren(element);
  if (!window.isSecureContext) return document.execCommand('copy');
  return navigator.clipboard.writeText(element.textContent ?? '').then(
    () => true,
    () => false,
  );
};

type CopyableProps = {
  readonly name: string;
  readonly value: string;
  /** So many of the last stand out; absent: none. */
  readonly markedDigits?: number;
};

/** A long number is read, and typed, in fours; only the page sets them apart, so that it is copied as it is. */
const Grouped = ({ value }: { readonly value: string }) =>
  /^\d{9,}$/.test(value)
    ? (value.match(/\d{1,4}/g) ?? []).map((four, index) => <span key={index}>{four}</span>)
    : value;

const Marked = ({ value, digits }: { readonly value: string; readonly digits: number }) => (
  <>
    {value.slice(0, -digits)}
    <mark>{value.slice(-digits)}</mark>
  </>
);

/** Without leave to copy the number is still there, selected. */
export const Copyable = ({ name, value, markedDigits = 0 }: CopyableProps) => {
  const { tell } = useShopWords();
  const text = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className="copyable">
      <span className="hint">{name}</span>
      <strong ref={text}>
        {markedDigits > 0 ? <Marked value={value} digits={markedDigits} /> : <Grouped value={value} />}
      </strong>
      <button
        type="button"
        className="button quiet"
        onClick={() => text.current && void copy(text.current).then(setCopied)}
      >
        {tell(isCopied ? 'order.copied' : 'order.copy')}
      </button>
    </div>
  );
};
