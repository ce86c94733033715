// allowed-methods.ts — which methods a path of the API knows, for who asks it by another one.
import type { FastifyInstance } from 'fastify';

const PREFIX = '/api/';
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** `:name` stands for one part of the path. */
const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(SPECIAL, '\\$&').replace(/:\w+/g, '[^/]+')}/?$`);

export class AllowedMethods {
  private readonly routes = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>();

  /** To be called before the routes are made. */
  note(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (!url.startsWith(PREFIX) || url.includes('*')) return;
      const route = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
      this.routes.set(url, route);
      for (const one of [method].flat()) route.methods.add(one);
    });
  }

  /** Sorted; none: there is no such path. */
  of(url: string): readonly string[] {
    const [path = ''] = url.split('?');
    const found = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}
