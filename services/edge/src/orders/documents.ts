// documents.ts — files as answers: shown by the browser, saved under their own name, kept by no cache.
import type { Document } from '@saring/contracts';
import type { FastifyReply } from 'fastify';
import type { Picture } from '../shop/shop';

const SAFE_NAME = /^[\w.-]{1,100}$/;

const send = (reply: FastifyReply, content: Buffer | string, type: string, name: string): void => {
  const fileName = SAFE_NAME.test(name) ? name : 'file';
  void reply
    .headers({
      'content-type': type,
      'content-disposition': `inline; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    })
    .send(content);
};

export const sendPicture = (reply: FastifyReply, { content, type }: Picture, name: string): void =>
  send(reply, content, type, name);

export const sendDocument = (reply: FastifyReply, { content, contentType, fileName }: Document): void =>
  send(reply, Buffer.from(content), contentType, fileName);
