// local-answers.ts — the requests that services of one process answer one another without the bus (docs/adr/0023).
import type { JsonValue } from '@bufbuild/protobuf';
import { ErrorCode } from 'nats';
import { type RefusalError, UnavailableError } from './errors';

/** The answer to a request: a reply, or a refusal. */
export type Answer =
  { readonly reply: JsonValue } | { readonly refusal: { code: string; details?: RefusalError['details'] } };

/** Answers a request given as JSON; rejects where the answerer fails. */
export type LocalAnswerer = (data: unknown) => Promise<Answer>;

/** One for a process; the host gives it to all its services. */
export class LocalAnswers {
  private readonly bySubject = new Map<string, LocalAnswerer>();

  add(subject: string, answerer: LocalAnswerer): void {
    this.bySubject.set(subject, answerer);
  }

  remove(subject: string): void {
    this.bySubject.delete(subject);
  }

  find(subject: string): LocalAnswerer | undefined {
    return this.bySubject.get(subject);
  }
}

/**
 * Both sides get copies, as they would over the bus: neither can change what the other holds.
 * @throws UnavailableError when the answerer fails, or does not answer in time.
 */
export const askLocally = async (
  answerer: LocalAnswerer,
  subject: string,
  request: unknown,
  timeoutMilliseconds: number,
): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError(subject, ErrorCode.Timeout)), timeoutMilliseconds);
  });
  try {
    const answer = await Promise.race([answerer(copyOf(request)), late]);
    return copyOf(answer) as Answer;
  } catch (error) {
    throw error instanceof UnavailableError ? error : new UnavailableError(subject, 'the answerer failed');
  } finally {
    clearTimeout(timer);
  }
};

/** As the value would come out of proto3's JSON: bytes as base64, nothing that is undefined. */
const copyOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copyOf(item ?? null));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return value.toJSON();
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) if (field !== undefined) copy[name] = copyOf(field);
  return copy;
};
