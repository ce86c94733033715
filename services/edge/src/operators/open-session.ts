// open-session.ts — what a login of an operator answers, with the session in its cookie.
import type { MessageShape } from '@bufbuild/protobuf';
import type { OperatorSessionSchema } from '@saring/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { COOKIES, setCookie } from '../http/cookies';
import type { RequestContext } from '../http/request-context';
import { plain } from '../quota/quota-views';

type Session = MessageShape<typeof OperatorSessionSchema>;

/** Where a session is opened, for the record and for its owner. */
export const clientOf = ({ headers }: FastifyRequest, { site, address, addressKey }: RequestContext) => ({
  ...{ site, address, addressKey },
  userAgent: headers['user-agent'] ?? '',
});

export const openSession = (reply: FastifyReply, context: RequestContext, session: Session) => {
  setCookie(reply, context, COOKIES.operator, session.token, session.expiresInSeconds);
  return {
    operator: session.operator ? plain(session.operator) : null,
    expiresInSeconds: session.expiresInSeconds,
  };
};
