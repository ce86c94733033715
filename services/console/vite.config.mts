// The console: React and Mantine below /console; each page is loaded when it is entered.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  base: '/console/',
  resolve: {
    alias: [
      { find: '@saring/api-client', replacement: at('../../libs/api-client/src/index.ts') },
      { find: '@saring/kernel', replacement: at('../../libs/kernel/src/browser.ts') },
      { find: '@saring/i18n', replacement: at('../../libs/i18n/src/index.ts') },
    ],
  },
  build: {
    outDir: at('../../dist/services/console'),
    emptyOutDir: true,
    target: ['chrome111', 'safari16.4', 'firefox114'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // React, Mantine and the router come at once: what bundle.int.spec.ts weighs.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Mantine marks its files for servers that render; there is none here.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
