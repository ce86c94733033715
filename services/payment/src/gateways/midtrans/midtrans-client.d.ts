// The used part of the vendor's SDK, which comes without types.
declare module 'midtrans-client' {
  type Body = Record<string, unknown>;
  type Options = { isProduction: boolean; serverKey: string; clientKey: string };
  type Transaction = Record<'status' | 'cancel' | 'expire', (id: string) => Promise<unknown>> & {
    refund(id: string, body: Body): Promise<unknown>;
  };
  class Client {
    constructor(options: Options);
    apiConfig: { getCoreApiBaseUrl(): string; getSnapApiBaseUrl(): string };
    httpClient: {
      http_client: {
        defaults: Body;
        interceptors: { request: { use(change: (request: Body) => Body): void } };
      };
    };
    transaction: Transaction;
  }
  export class CoreApi extends Client {
    charge(body: Body): Promise<unknown>;
  }
  export class Snap extends Client {
    createTransaction(body: Body): Promise<unknown>;
  }
}
