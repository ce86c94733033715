// notice-door.ts — the port to which routers lead the plain HTTP of suspended lines: whatever was asked for, the answer is the
// way to the notice.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { ISOLIR_PATH } from './isolir-page';

/** A request that has not arrived by then is cut off. */
const REQUEST_MILLISECONDS = 5_000;
const MOST_CONNECTIONS = 1_000;

@Injectable()
export class NoticeDoor implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(@Inject(EDGE_CONFIG) private readonly config: EdgeConfig) {}

  async onApplicationBootstrap(): Promise<void> {
    const { NOTICE_PORT: port, HOST: host } = this.config;
    if (port === undefined) return;
    const server = createServer((request, response) => this.answer(request, response));
    server.requestTimeout = REQUEST_MILLISECONDS;
    server.headersTimeout = REQUEST_MILLISECONDS;
    server.maxConnections = MOST_CONNECTIONS;
    this.server = server;
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(port, host, listening);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server?.listening) return;
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  }

  /** Nothing that was sent is read or given back: the name in `Host` is a stranger's. */
  private answer({ socket }: IncomingMessage, response: ServerResponse): void {
    const own = `http://${(socket.localAddress ?? '').replace(/^::ffff:/, '')}:${this.config.PORT}`;
    const origin = (this.config.PUBLIC_URL ?? own).replace(/\/$/, '');
    response
      .writeHead(302, {
        ...{ location: `${origin}${ISOLIR_PATH}`, 'cache-control': 'no-store', connection: 'close' },
        'content-length': 0,
      })
      .end();
  }
}
