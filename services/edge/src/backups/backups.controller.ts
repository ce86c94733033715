// backups.controller.ts — the backups of this machine: what there is, one more now, and one as a file.
import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Backup, BackupFileSchema, BackupListSchema, RequestBackupReplySchema } from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { RecordReading } from '../audit/audit-trail';
import { ApiFile, ApiRoute, arrayOf, extended } from '../http/api-route';
import { CommandKey } from '../http/command-key';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const rpc = Backup.method;
const FILE = 'application/octet-stream';
/** The place may be far away. */
const PLACE_MILLISECONDS = 60_000;

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/backups')
export class BackupsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Backups of this machine, where they are and when the next one is made', {
    schema: extended(BackupListSchema, { items: arrayOf(BackupFileSchema) }),
    unpaged: 'as many as the retention keeps',
  })
  @Get()
  @Permit('backups:make')
  async list() {
    return plain(await here(this.messenger.request(rpc.listBackups, {}, PLACE_MILLISECONDS)));
  }

  /** It begins within moments, and is in the list once it was read back and proved. */
  @ApiRoute('Make a backup now', RequestBackupReplySchema)
  @Post()
  @HttpCode(202)
  @Permit('backups:make')
  async make(@CommandKey() key: string, @CurrentOperator() operator: Operator) {
    return plain(await here(this.messenger.request(rpc.requestBackup, commandOf(operator, key))));
  }

  /** Sealed by its passphrase: without it and the key of the machine nobody reads it. */
  @ApiRoute('A backup as a file', new ApiFile(FILE))
  @Get(':name/file')
  @RecordReading()
  @Permit('backups:make')
  async file(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const first = await here(this.piece(name, 0));
    const size = first.sizeBytes ?? 0;
    await reply
      .header('content-type', FILE)
      .header('content-length', size)
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(this.bytesOf(name, first.content, size)));
  }

  /** A piece is asked for when the one before is sent. A file that breaks off is shorter than it was said to be. */
  private async *bytesOf(name: string, first: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    let sent = first.byteLength;
    yield first;
    while (sent < size) {
      const { content } = await this.piece(name, sent);
      if (content.byteLength === 0) throw new Error(`${name} ended after ${sent} of ${size} bytes`);
      sent += content.byteLength;
      yield content;
    }
  }

  private piece(name: string, fromByte: number) {
    return this.messenger.request(rpc.getBackupPiece, { name, fromByte }, PLACE_MILLISECONDS);
  }
}

/** Only the process of npm start makes backups: elsewhere nobody answers. */
const here = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof UnavailableError) throw new RefusalError('BACKUP.NOT_HERE');
    throw error;
  }
};
