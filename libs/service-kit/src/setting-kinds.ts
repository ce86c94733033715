// setting-kinds.ts — kinds of settings that more than one service reads: web addresses and files.
import { accessSync, constants } from 'node:fs';
import { z } from 'zod';

const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const urlIn = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** What a browser is sent to: http or https, so that no setting puts a script or a file behind a link. */
export const webUrl = () =>
  z.string().refine((text) => {
    const url = urlIn(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '';
  }, 'is not a web address (http or https), e.g. https://wifi.example.id');

/** Links are made by putting a path behind it. */
export const originUrl = () =>
  webUrl().refine((text) => {
    const url = urlIn(text);
    // What is no web address at all is said before.
    if (!url || !/^https?:$/.test(url.protocol)) return true;
    return url.pathname === '/' && `${url.search}${url.hash}${url.username}` === '';
  }, 'has more than a name and a port, e.g. https://wifi.example.id');

/** It goes into a header of HTTP, which takes no other characters. */
export const vendorKey = () =>
  z.string().regex(/^[\x21-\x7e]*$/, 'has characters that no key has; copy it once more');

/** Where a token is sent to: https, or a program on this machine. */
export const vendorUrl = () =>
  z.string().refine((text) => {
    const url = urlIn(text);
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  }, 'is not an https address, e.g. https://api.example.com (http only on this machine)');

/** The path of a file that this process may read. */
export const readableFile = () =>
  z.string().refine((path) => {
    try {
      accessSync(path, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  }, 'names a file that is not there or cannot be read');
