// merchant.ts — a merchant for the specs: the vendor's own SDK against the simulator, and a server that takes notices.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = Record<string, unknown>;
type Ask = (id: string, body?: Reply) => Promise<Reply>;

interface CoreApi {
  charge: (body: Reply) => Promise<Reply>;
  transaction: Record<'status' | 'cancel' | 'expire' | 'refund' | 'refundDirect' | 'deny', Ask>;
}
interface Snap {
  createTransaction: (body: Reply) => Promise<Reply>;
  transaction: CoreApi['transaction'];
}
type Make<T> = new (options: { isProduction: boolean; serverKey: string; clientKey: string }) => T;

const sdk = jest.requireActual<{ CoreApi: Make<CoreApi>; Snap: Make<Snap> }>('midtrans-client');
const config = jest.requireActual<Record<string, string>>('midtrans-client/lib/apiConfig');

/** The vendor's SDK, led to the simulator. */
export const clientsOf = (baseUrl: string, serverKey: string): { core: CoreApi; snap: Snap } => {
  config.CORE_SANDBOX_BASE_URL = baseUrl;
  config.SNAP_SANDBOX_BASE_URL = `${baseUrl}/snap/v1`;
  const options = { isProduction: false, serverKey, clientKey: 'client' };
  return { core: new sdk.CoreApi(options), snap: new sdk.Snap(options) };
};

/** Whether a notice is signed with the key by the vendor's rule. */
export const isSigned = (notice: Reply, serverKey: string): boolean =>
  notice.signature_key ===
  createHash('sha512')
    .update(`${notice.order_id}${notice.status_code}${notice.gross_amount}${serverKey}`)
    .digest('hex');

export class NoticeReceiver {
  readonly notices: Reply[] = [];
  /** The statuses to answer with, in turn; 200 when there are none left. */
  answers: number[] = [];
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      this.notices.push(JSON.parse(text));
      response.writeHead(this.answers.shift() ?? 200).end();
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhooks/midtrans`;
  }

  get statuses(): unknown[] {
    return this.notices.map((notice) => notice.transaction_status);
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => done());
      this.server.closeAllConnections();
    });
  }
}

export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
