// method-name.tsx — how an order is paid, as people say it.
import { useSay } from '../language/language';
import { isMethod, methodTexts } from './methods.texts';

export const useMethodName = (): ((method: string) => string) => {
  const say = useSay(methodTexts);
  return (method) => (isMethod(method) ? say(method) : method);
};
