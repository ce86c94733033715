// send-file.ts — a file as the body of a request that says how much of it has left, which fetch cannot.
import { ApiProblem, CLIENT_CODES, csrfTokenIn, problemOf } from '@saring/api-client';

/** A large file over a slow line, then its check. */
const FILE_MILLISECONDS = 600_000;

type SendFileOptions = {
  readonly path: string;
  readonly file: Blob;
  /** Its content type. */
  readonly type: string;
  /** Under which the command is done once. */
  readonly key: string;
  /** The page's cookies as `document.cookie` tells them. */
  readonly cookies: string;
  /** The language of problems. */
  readonly locale: string;
  /** Called with how much has left, 0 to 1. */
  readonly onSent: (share: number) => void;
};

const answered = async (request: XMLHttpRequest): Promise<unknown> => {
  const type = request.getResponseHeader('content-type') ?? '';
  const response = new Response(request.responseText, {
    ...{ status: request.status, headers: { 'content-type': type } },
  });
  if (!response.ok) throw await problemOf(response);
  return response.json();
};

/**
 * Posts a file of an operator.
 * @returns the answer of edge.
 * @throws ApiProblem as every call, CLIENT.OFFLINE where no answer came.
 */
export const sendFile = ({
  path,
  file,
  type,
  key,
  cookies,
  locale,
  onSent,
}: SendFileOptions): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new ApiProblem(CLIENT_CODES.offline, 0, '', ''));
    request.open('POST', path);
    request.timeout = FILE_MILLISECONDS;
    const headers = { 'content-type': type, 'idempotency-key': key, 'accept-language': locale };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    const token = csrfTokenIn(cookies);
    if (token !== undefined) request.setRequestHeader('x-csrf-token', token);
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onload = () => void answered(request).then(resolve, reject);
    request.onerror = lost;
    request.ontimeout = lost;
    request.onabort = lost;
    request.send(file);
  });
