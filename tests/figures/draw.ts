/** Draws a scene the way the server does. */
import { render } from 'svelte/server';
import SceneView from '#lib/figures/SceneView.svelte';
import type { Scene } from '#lib/core/figures/scene.ts';

export function draw(scene: Scene): string {
  const { body } = render(SceneView, { props: { scene } });
  return body
    .replace(/<!--.*?-->/g, '')
    .replace(
      / class="([^"]*)"/g,
      (_, names: string) => ` class="${names.replace(/\s*svelte-\w+/g, '').trim()}"`,
    )
    .replace(/\d+\.\d{3,}/g, (number) => Number(number).toFixed(2))
    .replace(/></g, '>\n<');
}
