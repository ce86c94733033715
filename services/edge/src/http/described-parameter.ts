// described-parameter.ts — a parameter that a route reads from its request, described with the route.

/** @param read decorates the parameter, @param describe the method that has it. */
export const describedParameter =
  (read: () => ParameterDecorator, describe: MethodDecorator) =>
  (): ParameterDecorator =>
  (target, name, index) => {
    if (name === undefined) return;
    read()(target, name, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    if (descriptor) describe(target, name, descriptor);
  };
