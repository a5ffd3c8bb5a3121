import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { writeFileSync } from 'node:fs';

/**
 * adapter-node's own entry listens on every network interface and believes HOST. Ours is the launcher, so that
 * `node build` alone is as private as `npm start` (docs/decisions/0002-two-ways-to-run.md).
 */
function adapter() {
  const node = adapterNode({ out: 'build', precompress: true, envPrefix: 'COUNTERWEIGHT_KIT_' });
  return {
    ...node,
    /** @param {Parameters<typeof node.adapt>[0]} builder */
    async adapt(builder) {
      await node.adapt(builder);
      writeFileSync('build/index.js', "import '../scripts/start.ts';\n");
    },
  };
}

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter(),
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        // The one style attribute in our pages: SvelteKit hides its announcer of page changes with it.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    // Requests that change something are checked in src/lib/server/http/guard.ts, which also knows about
    // Sec-Fetch-Site and about requests that carry no form.
    csrf: { trustedOrigins: [] },
  },
};
