// main.tsx — the console starts: language, theme, session, pages.
import { MantineProvider } from '@mantine/core';
import { ApiProblem } from '@saring/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './language/language';
import { router } from './pages';
import { FieldWords } from './parts/field-words';
import { FocusKeeper } from './shell/focus-keeper';
import { Toasts } from './shell/toasts';
import { Session } from './session/session';
import { readableColours, theme } from './theme';
import './styles';
import './shell/touch.css';

const RETRIES = 2;

/** What edge refuses stays refused; only where no answer came another may. */
const queries = new QueryClient({
  defaultOptions: {
    // A call without a network fails and is said, instead of waiting in silence.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < RETRIES && (!(error instanceof ApiProblem) || error.status >= 500),
    },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
// By this name react-remove-scroll, which Mantine's dialogs use, finds the nonce for its own style.
Object.assign(globalThis, { __webpack_nonce__: nonce });
const place = document.getElementById('app');
if (!place) throw new Error('the page has no #app');

createRoot(place).render(
  <MantineProvider
    theme={theme}
    cssVariablesResolver={readableColours}
    defaultColorScheme="auto"
    getStyleNonce={() => nonce}
  >
    <LanguageProvider>
      <QueryClientProvider client={queries}>
        <Toasts />
        <FieldWords />
        <FocusKeeper />
        <Session>
          <RouterProvider router={router} />
        </Session>
      </QueryClientProvider>
    </LanguageProvider>
  </MantineProvider>,
);
