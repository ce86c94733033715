-- What was paid for a debt, or what a debt costs; null: the line is not of money.
alter table statement_lines add column amount_rupiah bigint;
