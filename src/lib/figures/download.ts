import type { Scene } from '#lib/core/figures/scene.ts';
import { wrapText } from '#lib/core/figures/text-width.ts';
import { writeCsv } from '#lib/core/csv/write.ts';
import figureStyle from './figure.css?raw';

/**
 * Saves the table of a figure. Where it is from stands in a last column: the file stays a plain table, and a row that is copied
 * elsewhere takes its source along.
 */
export function downloadCsv({ name, table }: Scene, source: string): void {
  const header = table.columns.map(({ label }) => label);
  const content = source
    ? writeCsv(
        [...header, 'Source'],
        table.rows.map((row) => [...row, source]),
      )
    : writeCsv(header, table.rows);
  save(`${name}.csv`, 'text/csv;charset=utf-8', content);
}

/** Saves a script or a table as it is. */
export function downloadText(name: string, text: string): void {
  save(name, 'text/plain;charset=utf-8', text);
}

/** Saves the picture as it stands on the page, with its title, caption and source, in the colours of the page. */
export async function downloadSvg(
  drawn: SVGSVGElement | undefined,
  scene: Scene,
  source: string,
): Promise<void> {
  if (drawn) save(`${scene.name}.svg`, 'image/svg+xml', (await exportPicture(drawn, scene, source)).svg);
}

/** Pixels of a PNG for each pixel of the picture, so that print and dense screens stay sharp. */
const density = 2;

/** Saves the same as a PNG. */
export async function downloadPng(
  drawn: SVGSVGElement | undefined,
  scene: Scene,
  source: string,
): Promise<void> {
  if (!drawn) return;
  const { svg, width, height } = await exportPicture(drawn, scene, source);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * density;
  canvas.height = height * density;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob) save(`${scene.name}.png`, 'image/png', blob);
}

const margin = 24;

/** What stands above and below the picture, by size. */
const title = { size: 19, weight: 600, leading: 24, tone: 'ink' };
const subtitle = { size: 12, weight: 400, leading: 17, tone: 'quiet' };
const note = { size: 11, weight: 400, leading: 15, tone: 'quiet' };

async function exportPicture(drawn: SVGSVGElement, scene: Scene, source: string) {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  for (const target of copy.querySelectorAll('.target')) target.remove();
  const namespace = 'http://www.w3.org/2000/svg';
  const width = scene.width + 2 * margin;
  const page = document.createElementNS(namespace, 'svg');
  let y = margin;
  const write = (content: string, { size, weight, leading, tone }: typeof title) => {
    for (const line of wrapText(content, scene.width, size, weight)) {
      y += leading;
      const node = document.createElementNS(namespace, 'text');
      const attributes = { x: margin, y, 'font-size': size, 'font-weight': weight, class: `fill-${tone}` };
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
      node.textContent = line;
      page.append(node);
    }
  };
  write(scene.title, title);
  write(scene.subtitle, subtitle);
  y += margin;
  copy.setAttribute('x', String(margin));
  copy.setAttribute('y', String(y));
  page.append(copy);
  y += scene.height + margin / 2;
  for (const line of [...scene.caption, source].filter(Boolean)) write(line, note);
  const height = Math.ceil(y + margin);
  const frame = { class: 'scene', viewBox: `0 0 ${width} ${height}`, width, height };
  page.setAttribute('xmlns', namespace);
  for (const [name, value] of Object.entries(frame)) page.setAttribute(name, String(value));
  const style = document.createElementNS(namespace, 'style');
  style.textContent = `${await figureFont()}${colours()}${figureStyle}`;
  const paper = document.createElementNS(namespace, 'rect');
  for (const [name, value] of Object.entries({ width, height, class: 'fill-paper' }))
    paper.setAttribute(name, String(value));
  page.prepend(style, paper);
  return { svg: new XMLSerializer().serializeToString(page), width, height };
}

/** The page's typeface of figures as a rule that needs no page: a picture elsewhere must break its lines as here. */
async function figureFont(): Promise<string> {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      const family = style.getPropertyValue('font-family');
      const isLatin = /U\+0{1,4}-/i.test(style.getPropertyValue('unicode-range') || 'U+0-');
      const url = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1];
      if (!family.includes('Inter') || style.getPropertyValue('font-style') === 'italic' || !isLatin || !url)
        continue;
      const data = url.startsWith('data:')
        ? url
        : await readAsData(new URL(url, sheet.href ?? location.href));
      const weight = style.getPropertyValue('font-weight') || '100 900';
      return `@font-face{font-family:${family};font-weight:${weight};src:url(${data}) format("woff2")}`;
    }
  }
  return '';
}

async function readAsData(address: URL): Promise<string> {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(blob);
  });
}

const tokens = [
  'paper',
  'ink',
  'ink-2',
  'hairline',
  'faint',
  'accent',
  'accent-soft',
  'accent-wash',
  'band',
  'positive',
  'negative',
  'null',
];
const shades = [0, 1, 2, 3, 4, 5].map((step) => `shade-${step}`);

/** The page's colours as they are now, since an image can't ask its page for them. */
function colours(): string {
  const probe = document.createElement('span');
  document.body.append(probe);
  const values = [...tokens, ...shades].map((name) => {
    probe.style.color = `var(--${name})`;
    return `--${name}:${getComputedStyle(probe).color}`;
  });
  probe.remove();
  return `.scene{${values.join(';')}}`;
}

function save(name: string, type: string, content: string | Blob): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
