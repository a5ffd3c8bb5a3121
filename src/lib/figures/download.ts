import type { Scene } from '#lib/core/figures/scene.ts';
import { writeCsv } from '#lib/core/csv/write.ts';
import figureStyle from './figure.css?raw';

/** Saves the table of a figure. */
export function downloadCsv({ name, table }: Scene): void {
  const header = table.columns.map(({ label }) => label);
  save(`${name}.csv`, 'text/csv;charset=utf-8', writeCsv(header, table.rows));
}

/** Saves the picture as it stands on the page, with its title, caption and source, in the colours of the page. */
export function downloadSvg(drawn: SVGSVGElement | undefined, scene: Scene, source: string): void {
  if (drawn) save(`${scene.name}.svg`, 'image/svg+xml', exportSvg(drawn, scene, source));
}

const margin = 24;
const headHeight = 64;
const lineHeight = 15;

function exportSvg(drawn: SVGSVGElement, scene: Scene, source: string): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  for (const target of copy.querySelectorAll('.target')) target.remove();
  const namespace = 'http://www.w3.org/2000/svg';
  const notes = [...scene.caption, source].filter(Boolean);
  const width = scene.width + 2 * margin;
  const height = headHeight + scene.height + notes.length * lineHeight + 2 * margin;
  const page = document.createElementNS(namespace, 'svg');
  page.setAttribute('xmlns', namespace);
  page.setAttribute('class', 'scene');
  page.setAttribute('viewBox', `0 0 ${width} ${height}`);
  page.setAttribute('width', String(width));
  page.setAttribute('height', String(height));
  const style = document.createElementNS(namespace, 'style');
  style.textContent = `${colours()}${figureStyle}`;
  const paper = document.createElementNS(namespace, 'rect');
  for (const [name, value] of Object.entries({ width, height, class: 'fill-paper' }))
    paper.setAttribute(name, String(value));
  copy.setAttribute('x', String(margin));
  copy.setAttribute('y', String(margin + headHeight));
  const text = (content: string, y: number, size: number, tone: string, weight = '400') => {
    const node = document.createElementNS(namespace, 'text');
    const attributes = { x: margin, y, 'font-size': size, 'font-weight': weight, class: `fill-${tone}` };
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
    node.textContent = content;
    return node;
  };
  const footY = margin + headHeight + scene.height + lineHeight;
  page.append(
    style,
    paper,
    text(scene.title, margin + 18, 19, 'ink', '600'),
    text(scene.subtitle, margin + 40, 12, 'quiet'),
    copy,
    ...notes.map((note, at) => text(note, footY + at * lineHeight, 11, 'quiet')),
  );
  return new XMLSerializer().serializeToString(page);
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

function save(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
