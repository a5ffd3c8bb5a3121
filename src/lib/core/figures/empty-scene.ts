import type { Scene } from './scene.ts';

/** A figure that has nothing to draw says so, and why. */
export function emptyScene(name: string, title: string, reason: string, width: number): Scene {
  return {
    name,
    title,
    subtitle: reason,
    summary: `${title}. ${reason}`,
    caption: [],
    width,
    height: 1,
    marks: [],
    table: { columns: [], rows: [] },
  };
}
