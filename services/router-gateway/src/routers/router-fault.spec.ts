import { RouterOsError, RouterTrapError, UnreadableReplyError } from '../routeros/errors';
import { RouterRefusedError } from './router-connector';
import { faultOf } from './router-fault';

const trap = (message: string) => new RouterTrapError('/ip/hotspot', { message });

it.each([
  [new RouterOsError('lost', 'x'), 'unreachable'],
  [new RouterOsError('timeout', 'x'), 'timeout'],
  [new RouterOsError('queue_full', 'x'), 'timeout'],
  [new RouterOsError('login_refused', 'x'), 'login_refused'],
  [new RouterOsError('certificate_changed', 'x'), 'certificate_changed'],
  [new RouterOsError('tls_refused', 'x'), 'tls_refused'],
  [trap('not enough permissions (9)'), 'policy_missing'],
  [trap('failure: x'), 'command_refused'],
  [new UnreadableReplyError('x'), 'unreadable'],
  [new RouterRefusedError('ROUTER.SERIAL_CHANGED'), 'other_router'],
  [new RouterRefusedError('ROUTER.DUPLICATE'), 'duplicate'],
  [new Error('our own'), null],
])('%s is %s', (error, fault) => expect(faultOf(error)).toBe(fault));
