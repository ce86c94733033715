// lazy-page.ts — a page that is loaded when it is entered; one that cannot be loaded is a problem within the shell.
import { lazyRouteComponent } from '@tanstack/react-router';

/** The page's program did not come: the server is away, or has a newer console. */
export class PageNotLoaded extends Error {
  override readonly name = 'PageNotLoaded';
}

/** Of the router's own, without its reload: where the server is away, that ends at the browser's own error page. */
export const lazyPage = <T extends object, Name extends keyof T>(load: () => Promise<T>, name: Name) =>
  lazyRouteComponent(async () => {
    try {
      return await load();
    } catch (error) {
      throw new PageNotLoaded('the page was not loaded', { cause: error });
    }
  }, name);
