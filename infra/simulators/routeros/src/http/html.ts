// html.ts — the plain page in which the simulated internet and the router's own messages appear.
import type { ServerResponse } from 'node:http';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE = `
  body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#eef3f7;color:#1c2733}
  main{max-width:34rem;margin:8vh auto;padding:1.5rem;background:#fff;border-radius:16px;box-shadow:0 2px 14px #0001}
  h1{font-size:1.4rem;margin:.2rem 0 .8rem} code{background:#eef3f7;padding:.1rem .35rem;border-radius:6px;overflow-wrap:anywhere}
  button,.button{font:inherit;border:0;border-radius:10px;padding:.6rem 1rem;margin:.2rem .3rem .2rem 0;background:#0b6e4f;color:#fff;
    cursor:pointer;text-decoration:none;display:inline-block}
  progress{width:100%;height:1.1rem} small{color:#5b6b7a}`;

const htmlPage = (title: string, body: string): string =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style><main><h1>${escapeHtml(title)}</h1>${body}</main></html>`;

export const sendHtml = (response: ServerResponse, status: number, title: string, body: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(htmlPage(title, body));
};

export const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
};

/** A foreign page, as it is. */
export const sendPage = (response: ServerResponse, page: string): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(page);
};
