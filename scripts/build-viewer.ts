/**
 * Builds what published pages are made of, into build/viewer: client.js and client.css, which a page carries inside, and
 * render.js, which draws it without a browser.
 */
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { projectRoot } from '../src/lib/server/project-root.ts';

const shared: InlineConfig = {
  root: projectRoot,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  plugins: [svelte({ configFile: false, preprocess: vitePreprocess(), compilerOptions: { runes: true } })],
};
const outDir = join(projectRoot, 'build', 'viewer');

await build({
  ...shared,
  build: {
    outDir,
    emptyOutDir: true,
    cssCodeSplit: false,
    // Everything inside one file, fonts too.
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    // One file is what is wanted here; in kilobytes, what it may grow to before somebody should look.
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: join(projectRoot, 'src', 'viewer', 'client.ts'),
      output: { format: 'iife', entryFileNames: 'client.js', assetFileNames: 'client[extname]' },
    },
  },
});
await build({
  ...shared,
  build: {
    outDir,
    emptyOutDir: false,
    ssr: join(projectRoot, 'src', 'viewer', 'render.ts'),
    rollupOptions: { output: { entryFileNames: 'render.js' } },
  },
  ssr: { noExternal: true },
});
