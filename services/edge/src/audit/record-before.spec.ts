// record-before.spec.ts — every route by which an operator changes something that is there says what it was before.
import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA } from '@nestjs/common/constants';
import { EdgeModule } from '../edge.module';
import { PERMISSION } from '../operators/operator-sessions';
import { BEFORE } from './audit-trail';

type Class = { readonly name: string; readonly prototype: object };
const CHANGES: readonly unknown[] = [RequestMethod.PUT, RequestMethod.PATCH];

const controllers = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, EdgeModule) as readonly Class[];
const changes = controllers.flatMap(({ name, prototype }) =>
  Object.getOwnPropertyNames(prototype)
    .map((method) => ({
      route: `${name}.${method}`,
      handler: Object.getOwnPropertyDescriptor(prototype, method)?.value as object | undefined,
    }))
    .filter(
      ({ handler }) =>
        typeof handler === 'function' &&
        CHANGES.includes(Reflect.getMetadata(METHOD_METADATA, handler)) &&
        Reflect.hasMetadata(PERMISSION, handler),
    ),
);

it('finds the changes of operators', () => expect(changes.length).toBeGreaterThan(8));

it('records of each what was before', () => {
  const silent = changes.filter(({ handler = {} }) => !Reflect.hasMetadata(BEFORE, handler));
  expect(silent.map(({ route }) => route)).toEqual([]);
});
