import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, unwatchFile, watchFile } from 'node:fs';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Clock } from '@saring/kernel';
import { CLOCK, Health, LOGGER, type Logger } from '@saring/service-kit';
import type { Server } from 'node:https';
import { EDGE_CONFIG, type EdgeConfig } from '../config';

/** How soon a renewed certificate is in use. */
const LOOK_MILLISECONDS = 30_000;

type CertificatePaths = Pick<EdgeConfig, 'TLS_CERT_FILE' | 'TLS_KEY_FILE'>;

/** Certificate and key where both are named and there; without them edge speaks plain HTTP and readiness says so. */
export const readCertificate = ({
  TLS_CERT_FILE,
  TLS_KEY_FILE,
}: CertificatePaths): { cert: Buffer; key: Buffer } | null =>
  TLS_CERT_FILE && TLS_KEY_FILE && existsSync(TLS_CERT_FILE) && existsSync(TLS_KEY_FILE)
    ? { cert: readFileSync(TLS_CERT_FILE), key: readFileSync(TLS_KEY_FILE) }
    : null;

/**
 * domain.md: outside localhost the portal has HTTPS under a public name. Says in the readiness when it has not, and
 * takes up a renewed certificate without a restart.
 */
@Injectable()
export class Tls implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly renew = (): void => this.takeUp();

  constructor(
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly health: Health,
    private readonly adapters: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    this.health.add('https', async () => {
      const problem = this.problem();
      if (problem) throw new Error(problem);
    });
    if (this.config.TLS_CERT_FILE)
      watchFile(this.config.TLS_CERT_FILE, { interval: LOOK_MILLISECONDS, persistent: false }, this.renew);
  }

  onApplicationShutdown(): void {
    if (this.config.TLS_CERT_FILE) unwatchFile(this.config.TLS_CERT_FILE, this.renew);
  }

  /** The reason why browsers reach no secure portal; null: none. */
  problem(): string | null {
    const { PUBLIC_URL, TLS_CERT_FILE } = this.config;
    if (PUBLIC_URL !== undefined && !isSecureOrLocal(PUBLIC_URL))
      return 'PUBLIC_URL is not https: browsers will drop the session cookies';
    if (!TLS_CERT_FILE) return null;
    const certificate = readCertificate(this.config);
    if (!certificate) return 'the certificate or its key is not there';
    const ends = new Date(new X509Certificate(certificate.cert).validTo);
    return ends > this.clock.now() ? null : `the certificate ended at ${ends.toISOString()}`;
  }

  private takeUp(): void {
    try {
      const certificate = readCertificate(this.config);
      const server = this.adapters.httpAdapter.getHttpServer() as Server;
      if (certificate) server.setSecureContext(certificate);
      this.logger.info('the renewed certificate is in use');
    } catch (error) {
      this.logger.error(
        { error: (error as Error).message },
        'a renewed certificate cannot be used; the old one stays',
      );
    }
  }
}

const isSecureOrLocal = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '127.0.0.1'
  );
};
