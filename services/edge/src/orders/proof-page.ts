// proof-page.ts — sending the picture of a payment without JavaScript: a page of its own, since that of the order loads again
// by itself and would forget the file that was chosen.
import type { OrderView } from './order-view';
import { errorOf, hidden, type FormPage } from '../login/login-pages';
import { page, escapeHtml } from '../http/page-layout';
import { textsOf } from '../shop/form-parts';
import { payPath } from './pay-page';

type ProofPage = {
  readonly form: FormPage;
  readonly order: Pick<OrderView, 'description' | 'hasProof'>;
  /** Of the link. */
  readonly linkToken: string;
  /** What is taken. */
  readonly types: readonly string[];
};

const proofPath = (linkToken: string): string => `${payPath(linkToken)}/proof`;

export const proofPage = ({ form, order, linkToken, types }: ProofPage): string => {
  const { locale, site, token } = form;
  const text = textsOf(locale);
  const describedBy = form.error
    ? ' aria-invalid="true" aria-describedby="error hint"'
    : ' aria-describedby="hint"';
  const body =
    `<h1>${text('order.proof')}</h1>${errorOf(form)}<p>${escapeHtml(order.description)}</p>` +
    (order.hasProof ? `<p class="saved" role="status">${text('order.proofSent')}</p>` : '') +
    // The token first: of a form that is too large only its start is read.
    `<form method="post" action="${proofPath(linkToken)}" enctype="multipart/form-data">${hidden({ token })}` +
    `<label for="image">${text('order.proofFile')}</label><input id="image" name="image" type="file" accept="${types.join(',')}" required${describedBy}>` +
    `<p class="hint" id="hint">${text('order.proofFile.hint')}</p><button>${text('order.proofSend')}</button></form>` +
    `<a class="button quiet" href="${payPath(linkToken)}">${text('order.proofBack')}</a>`;
  return page({ locale, site, titleKey: 'order.proof', body, path: proofPath(linkToken) });
};
