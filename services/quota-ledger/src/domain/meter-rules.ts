// meter-rules.ts — the meter's rules by name, so that an experiment can leave one out.
/** Rules that an experiment may switch off to turn the property test red; product code never does. */
export type MeterRules = {
  readonly dropAtOrBelowLast: boolean;
  /** A sequence counts only within its own stream. */
  readonly streamIdentity: boolean;
  /** A reading of another stream from before the last reading changes nothing. */
  readonly dropOlder: boolean;
  readonly boot: boolean;
  readonly birth: boolean;
  /** Births are intervals between two uptimes; else they agree within two seconds. */
  readonly interval: boolean;
  readonly counterFell: boolean;
  /** A row that existed before its counters fell is not a new row. */
  readonly fellIsSame: boolean;
  /** A counter that falls back from held growth goes on from before that growth. */
  readonly fallsBack: boolean;
  /** A held total that may be old is no growth that a fall takes back. */
  readonly totalsStay: boolean;
  /** Of a later birth whose counters did not fall only the growth is charged. */
  readonly laterChargesGrowth: boolean;
  readonly bornAfter: boolean;
  /** A reading that left rows out forgets none. */
  readonly keepUnseen: boolean;
  /** A reading that left rows out does not move the start that newborn rows are measured from. */
  readonly keepStart: boolean;
  /** A table that took too long is thrown away. */
  readonly window: boolean;
  readonly keepCuts: boolean;
  /** Bytes that the interfaces carried are charged, however fast. */
  readonly witness: boolean;
  /** Bytes that the interfaces did not carry are held below the link limit, too. */
  readonly contradiction: boolean;
  /** A witness that contradicts too often in a row counts as none. */
  readonly disbelief: boolean;
  /** Online is who sent something since the reading before. */
  readonly onlineSends: boolean;
  /** A gap between readings counts no longer than a limit. */
  readonly onlineGap: boolean;
  /** A meter that woke up counts from the first reading it sees. */
  readonly onlineShown: boolean;
  /** A row that is new counts from its latest birth, and from no earlier than the row before it. */
  readonly onlineBorn: boolean;
};

export const ALL_RULES: MeterRules = {
  dropAtOrBelowLast: true,
  streamIdentity: true,
  dropOlder: true,
  boot: true,
  birth: true,
  interval: true,
  counterFell: true,
  fellIsSame: true,
  fallsBack: true,
  totalsStay: true,
  laterChargesGrowth: true,
  bornAfter: true,
  keepUnseen: true,
  keepStart: true,
  window: true,
  keepCuts: true,
  witness: true,
  contradiction: true,
  disbelief: true,
  onlineSends: true,
  onlineGap: true,
  onlineShown: true,
  onlineBorn: true,
};
