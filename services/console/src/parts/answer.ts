// answer.ts — the types of what edge answers, by the path that is asked.
import type { paths } from '@saring/api-client';

/** What edge answers to a GET of this path. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  readonly get: {
    readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer T } } };
  };
}
  ? T
  : never;

/** One row of a list. */
export type Row<Path extends keyof paths> =
  Answer<Path> extends { readonly items: readonly (infer T)[] } ? T : never;
