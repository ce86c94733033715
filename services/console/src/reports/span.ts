// span.ts — the span of days that a report is of.
export type Span = {
  readonly from: string;
  readonly to: string;
  readonly site?: string;
  readonly by: 'day' | 'month';
};
