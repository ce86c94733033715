// A server in memory that speaks EventStoreDB's wire protocol (streams: append, read, subscribe), built on the
// service definitions that the official client ships. Tests drive it by the real client; EVENTSTORE_URL names a real one.
import type * as Grpc from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as StreamsPb from '@eventstore/db-client/generated/streams_pb';
import type * as SharedPb from '@eventstore/db-client/generated/shared_pb';
import type * as FeaturesPb from '@eventstore/db-client/generated/serverfeatures_pb';

// The double must use the very classes that the client uses: both come out of the client's package.
const fromClient = createRequire(require.resolve('@eventstore/db-client'));
const generated = (name: string): string =>
  join(fromClient.resolve('@eventstore/db-client'), '../../generated', name);
const grpc = fromClient('@grpc/grpc-js') as typeof Grpc;
const streams = fromClient(generated('streams_pb')) as typeof StreamsPb;
const shared = fromClient(generated('shared_pb')) as typeof SharedPb;
const features = fromClient(generated('serverfeatures_pb')) as typeof FeaturesPb;
const { StreamsService } = fromClient(generated('streams_grpc_pb')) as {
  StreamsService: Grpc.ServiceDefinition;
};
const { ServerFeaturesService } = fromClient(generated('serverfeatures_grpc_pb')) as {
  ServerFeaturesService: Grpc.ServiceDefinition;
};

const TICKS_PER_MILLISECOND = 10_000n;

type Stored = {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly metadata: readonly [string, string][];
  readonly custom: Uint8Array;
  readonly data: Uint8Array;
  readonly createdTicks: bigint;
};

export type EventStoreDbDouble = {
  /** For the client: `esdb://127.0.0.1:port?tls=false`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
};

export const startEventStoreDbDouble = async (): Promise<EventStoreDbDouble> => {
  const log = new Log();
  const server = new grpc.Server();
  server.addService(StreamsService, {
    append: (
      call: Grpc.ServerReadableStream<StreamsPb.AppendReq, StreamsPb.AppendResp>,
      reply: Grpc.sendUnaryData<StreamsPb.AppendResp>,
    ) => append(log, call, reply),
    read: (call: Grpc.ServerWritableStream<StreamsPb.ReadReq, StreamsPb.ReadResp>) => read(log, call),
  });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, reply: Grpc.sendUnaryData<FeaturesPb.SupportedMethods>) =>
      reply(null, supported()),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    port,
    url: `esdb://127.0.0.1:${port}?tls=false`,
    close: async () => {
      log.end();
      server.forceShutdown();
    },
  };
};

class Log {
  readonly all: Stored[] = [];
  readonly streams = new Map<string, Stored[]>();
  private readonly live = new Set<(event: Stored) => void>();

  add(event: Omit<Stored, 'revision' | 'position' | 'createdTicks'>): Stored {
    const stream = this.streams.get(event.stream) ?? [];
    this.streams.set(event.stream, stream);
    const stored = {
      ...event,
      revision: stream.length,
      position: this.all.length,
      createdTicks: BigInt(Date.now()) * TICKS_PER_MILLISECOND,
    };
    stream.push(stored);
    this.all.push(stored);
    for (const tell of this.live) tell(stored);
    return stored;
  }

  listen(tell: (event: Stored) => void): () => void {
    this.live.add(tell);
    return () => void this.live.delete(tell);
  }

  end(): void {
    this.live.clear();
  }
}

const streamName = (identifier: SharedPb.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

const append = (
  log: Log,
  call: Grpc.ServerReadableStream<StreamsPb.AppendReq, StreamsPb.AppendResp>,
  reply: Grpc.sendUnaryData<StreamsPb.AppendResp>,
): void => {
  let options: StreamsPb.AppendReq.Options | undefined;
  const proposed: StreamsPb.AppendReq.ProposedMessage[] = [];
  call.on('data', (request: StreamsPb.AppendReq) => {
    if (request.hasOptions()) options = request.getOptions();
    const message = request.getProposedMessage();
    if (message) proposed.push(message);
  });
  call.on('end', () => {
    if (!options) return reply({ code: grpc.status.INVALID_ARGUMENT, details: 'no options' });
    reply(null, appended(log, options, proposed));
  });
};

const idOf = (message: StreamsPb.AppendReq.ProposedMessage): string =>
  message.getId()?.getString() || randomUUID();

const appended = (
  log: Log,
  options: StreamsPb.AppendReq.Options,
  proposed: readonly StreamsPb.AppendReq.ProposedMessage[],
): StreamsPb.AppendResp => {
  const stream = streamName(options.getStreamIdentifier());
  const recorded = log.streams.get(stream) ?? [];
  const expected = options.hasRevision() ? Number(options.getRevision()) : options.hasNoStream() ? -1 : null;
  const at = recorded.findIndex((event) => event.id === (proposed[0] ? idOf(proposed[0]) : ''));
  // As the server: a repeat at the same place answers as the first time.
  if (
    at >= 0 &&
    (expected === null || at === expected + 1) &&
    proposed.every((message, index) => recorded[at + index]?.id === idOf(message))
  )
    return succeeded(recorded[at + proposed.length - 1]);
  if (expected !== null && expected !== recorded.length - 1)
    return wrongVersion(recorded.length - 1, expected);
  let last = recorded[recorded.length - 1];
  for (const message of proposed)
    last = log.add({
      stream,
      id: idOf(message),
      metadata: [...message.getMetadataMap().entries()] as [string, string][],
      custom: message.getCustomMetadata_asU8(),
      data: message.getData_asU8(),
    });
  return succeeded(last);
};

const succeeded = (last: Stored | undefined): StreamsPb.AppendResp => {
  const success = new streams.AppendResp.Success();
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(last?.position ?? 0));
  position.setPreparePosition(String(last?.position ?? 0));
  success.setCurrentRevision(String(last?.revision ?? 0));
  success.setPosition(position);
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
};

const wrongVersion = (current: number, expected: number): StreamsPb.AppendResp => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current >= 0) wrong.setCurrentRevision(String(current));
  else wrong.setCurrentNoStream(new shared.Empty());
  if (expected >= 0) wrong.setExpectedRevision(String(expected));
  else wrong.setExpectedNoStream(new shared.Empty());
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
};

const read = (log: Log, call: Grpc.ServerWritableStream<StreamsPb.ReadReq, StreamsPb.ReadResp>): void => {
  const options = call.request.getOptions();
  if (!options) return void call.end();
  if (options.hasSubscription()) return subscribe(log, call, options);
  const stream = options.getStream();
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  if (stream && !log.streams.has(streamName(stream.getStreamIdentifier()))) {
    const missing = new streams.ReadResp();
    const notFound = new streams.ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(stream.getStreamIdentifier());
    missing.setStreamNotFound(notFound);
    call.write(missing);
    return void call.end();
  }
  const source = stream ? (log.streams.get(streamName(stream.getStreamIdentifier())) ?? []) : log.all;
  const at = (event: Stored) => (stream ? event.revision : event.position);
  const from = stream
    ? stream.hasRevision()
      ? Number(stream.getRevision())
      : null
    : fromPosition(options.getAll());
  const wanted = source.filter(
    (event) => from === null || (backwards ? at(event) <= from : at(event) >= from),
  );
  if (backwards) wanted.reverse();
  const count = Number(options.getCount()) || wanted.length;
  for (const event of wanted.slice(0, count)) call.write(toResponse(event));
  call.end();
};

const fromPosition = (all: StreamsPb.ReadReq.Options.AllOptions | undefined): number | null =>
  all?.hasPosition() ? Number(all.getPosition()?.getCommitPosition() ?? 0) : null;

/** Catch-up and then live, exclusive of the position, with the filter by stream prefix. */
const subscribe = (
  log: Log,
  call: Grpc.ServerWritableStream<StreamsPb.ReadReq, StreamsPb.ReadResp>,
  options: StreamsPb.ReadReq.Options,
): void => {
  const after = fromPosition(options.getAll());
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [];
  const isWanted = (event: Stored) =>
    (after === null || event.position > after) &&
    (prefixes.length === 0 || prefixes.some((prefix) => event.stream.startsWith(prefix)));
  const confirmed = new streams.ReadResp();
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  confirmed.setConfirmation(confirmation);
  call.write(confirmed);
  for (const event of log.all.filter(isWanted)) call.write(toResponse(event));
  const stop = log.listen((event) => void (isWanted(event) && call.write(toResponse(event))));
  call.on('cancelled', stop);
  call.on('close', stop);
};

const toResponse = (event: Stored): StreamsPb.ReadResp => {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(event.stream));
  const id = new shared.UUID();
  id.setString(event.id);
  recorded.setStreamIdentifier(identifier);
  recorded.setId(id);
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  for (const [key, value] of event.metadata) recorded.getMetadataMap().set(key, value);
  recorded.getMetadataMap().set('created', String(event.createdTicks));
  recorded.setCustomMetadata(event.custom);
  recorded.setData(event.data);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  const response = new streams.ReadResp();
  response.setEvent(read);
  return response;
};

/** No batch append: the client then sends plain ones, whose wrong-version reply is documented. */
const supported = (): FeaturesPb.SupportedMethods => {
  const response = new features.SupportedMethods();
  response.setEventStoreServerVersion('23.10.0');
  for (const name of ['append', 'read']) {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    method.setFeaturesList(['position', 'events']);
    response.addMethods(method);
  }
  return response;
};
