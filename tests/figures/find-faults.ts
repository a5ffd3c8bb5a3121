/** What is wrong with the texts of a picture: one on another, or cut off at its edge. */
import type { Mark, Scene, TextMark } from '#lib/core/figures/scene.ts';
import { textWidth } from '#lib/core/figures/text-width.ts';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where the letters of a text stand, without what hangs below its line. */
function boxOf({ x, y, text, size, anchor = 'start', weight }: TextMark): Box {
  const width = textWidth(text, size, weight);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - size * 0.72, bottom: y };
}

const isText = (mark: Mark): mark is TextMark => mark.kind === 'text' && !mark.onlyActive;

/** Texts that are always shown and stand on each other. */
export function findOverlaps({ name, width, marks }: Scene): string[] {
  const texts = marks.filter(isText).map((mark) => ({ mark, box: boxOf(mark) }));
  return texts.flatMap(({ mark, box }, at) =>
    texts
      .slice(at + 1)
      .filter(
        ({ box: other }) =>
          box.left < other.right - 1 &&
          other.left < box.right - 1 &&
          box.top < other.bottom - 1 &&
          other.top < box.bottom - 1,
      )
      .map(
        ({ mark: other }) =>
          `${name} at ${width}: "${mark.text}" (${mark.key}) on "${other.text}" (${other.key})`,
      ),
  );
}

/** Texts that are cut off at the edge of the picture. */
export function findCut({ name, width, height, marks }: Scene): string[] {
  return marks
    .filter(isText)
    .filter((mark) => {
      const { left, right, top, bottom } = boxOf(mark);
      return left < -1 || right > width + 1 || top < -1 || bottom > height + 1;
    })
    .map(({ key, text }) => `${name} at ${width}: "${text}" (${key})`);
}
