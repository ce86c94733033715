// phone-request.ts — a request of a simulated phone's browser, and how the HTTP port is set up.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Phone } from '../world/phone';

export interface HttpOptions {
  port: number;
  portalUrl: URL;
  portalAddress: string;
  /** Where the portal really answers suspended lines with their notice. */
  noticeUrl: URL;
  countPortalTraffic: boolean;
}

/** One request of a simulated phone's browser. */
export interface PhoneRequest {
  phone: Phone;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** `:9100` as the browser wrote it, so that redirects lead back through the same door. */
  portSuffix: string;
  /** Where the portal really listens. */
  portalUrl: URL;
}
