// allowed-methods.ts — which methods a path knows, for a request that asks it by another one.
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from './request-path';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;
const PARAMETER = /:\w+/g;

type Route = { readonly url: string; readonly pattern: RegExp; readonly methods: Set<string> };

/** `:name` stands for one part of the path. */
const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(SPECIAL, '\\$&').replace(PARAMETER, '[^/]+')}/?$`);

const parametersOf = ({ url }: Route): number => url.match(PARAMETER)?.length ?? 0;

export class AllowedMethods {
  private readonly routes = new Map<string, Route>();
  private readonly plainer = new Map<string, readonly Route[]>();

  /** To be called before the routes are made. */
  note(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      const route = this.routes.get(url) ?? { url, pattern: patternOf(url), methods: new Set() };
      this.routes.set(url, route);
      for (const one of [method].flat()) route.methods.add(one);
    });
  }

  /** Of the route that names the path most exactly. Sorted; none: there is no such path. */
  of(url: string): readonly string[] {
    const path = pathOf(url);
    const [found] = [...this.routes.values()]
      .filter(({ pattern }) => pattern.test(path))
      .sort((one, other) => parametersOf(one) - parametersOf(other));
    return [...(found?.methods ?? [])].sort();
  }

  /**
   * A word of a path is no id: `/routers/onboarding` asked by a method of `/routers/:routerId` is not that route.
   * @throws NotFoundException which is answered with the methods of the path.
   */
  check(request: FastifyRequest): void {
    const { url: route = '' } = request.routeOptions;
    const plainer = this.plainerThan(route);
    if (plainer.length === 0) return;
    const path = pathOf(request.url);
    if (plainer.some(({ pattern }) => pattern.test(path))) throw new NotFoundException();
  }

  /** Routes with fewer parameters whose paths the given one takes, too. */
  private plainerThan(url: string): readonly Route[] {
    const known = this.plainer.get(url);
    if (known) return known;
    const route = this.routes.get(url);
    const found = route
      ? [...this.routes.values()].filter(
          (other) => parametersOf(other) < parametersOf(route) && route.pattern.test(other.url),
        )
      : [];
    this.plainer.set(url, found);
    return found;
  }
}
