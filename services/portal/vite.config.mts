// The portal is React in its source and Preact in the browser: a captive page must be small before it is anything else.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: [
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: '@saring/api-client', replacement: at('../../libs/api-client/src/index.ts') },
      // Texts need the list of languages alone; the rest of the kernel would weigh more than the page.
      { find: '@saring/kernel', replacement: at('../../libs/kernel/src/browser.ts') },
      { find: '@saring/i18n', replacement: at('../../libs/i18n/src/index.ts') },
    ],
  },
  build: {
    outDir: at('../../dist/services/portal'),
    emptyOutDir: true,
    target: ['chrome80', 'safari13.1', 'firefox78'],
    // No inline script or style, as edge's Content-Security-Policy has it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
});
