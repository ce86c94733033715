// session.tsx — who is signed in; without anybody the sign-in stands in place of every page.
import { answerOf, ApiProblem } from '@saring/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { api, onForbidden, onLoggedOut } from '../edge';
import { Answered } from '../parts/problem';
import { NewPassword } from './new-password';
import { SignIn } from './sign-in';
import type { Answer } from '../parts/answer';

export type Operator = Answer<'/api/v1/operator/me'>;
export type Permission = Operator['permissions'][number];

const ME = ['operator', 'me'];
const OperatorContext = createContext<Operator | null>(null);

/** Who is signed in. */
export const useOperator = (): Operator => {
  const operator = useContext(OperatorContext);
  if (!operator) throw new Error('useOperator needs Session around it');
  return operator;
};

/** Whether who is signed in may do so. The server decides again at each call. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { permissions } = useOperator();
  return (permission) => permissions.includes(permission);
};

const whoIsSignedIn = async (): Promise<Operator | null> => {
  try {
    return await answerOf(api.GET('/api/v1/operator/me'));
  } catch (error) {
    if (error instanceof ApiProblem && error.isLoggedOut) return null;
    throw error;
  }
};

export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return async () => {
    await api.POST('/api/v1/operator/logout');
    // Who watches a query that is taken away never hears of it: the sign-in is shown first.
    client.setQueryData(ME, null);
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] || queryKey[1] !== ME[1] });
  };
};

export const Session = ({ children }: { readonly children: ReactNode }) => {
  const client = useQueryClient();
  const me = useQuery({ queryKey: ME, queryFn: whoIsSignedIn, staleTime: Infinity });
  useEffect(() => onLoggedOut(() => client.setQueryData(ME, null)), [client]);
  // The role may have changed since: pages and buttons follow what it is now.
  useEffect(() => onForbidden(() => void client.invalidateQueries({ queryKey: ME })), [client]);
  const entered = () => client.refetchQueries({ queryKey: ME });
  return (
    <Answered query={me}>
      {(operator) => {
        if (operator === null) return <SignIn onDone={entered} />;
        if (operator.mustChangePassword) return <NewPassword withTotp={operator.totp} onDone={entered} />;
        return <OperatorContext.Provider value={operator}>{children}</OperatorContext.Provider>;
      }}
    </Answered>
  );
};
