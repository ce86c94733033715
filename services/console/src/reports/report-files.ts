// report-files.ts — the kinds of files that a report is given as.
export const REPORT_FILES = ['csv', 'xlsx', 'pdf'] as const;
