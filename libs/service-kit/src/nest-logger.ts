import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's words in our log; its chatter about routes and modules only at debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    const error = message instanceof Error ? { error: message.message, stack: message.stack } : { stack };
    this.logger.error(
      { context, ...error },
      message instanceof Error ? 'unexpected failure' : String(message),
    );
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
