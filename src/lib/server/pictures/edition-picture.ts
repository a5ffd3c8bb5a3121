import { Resvg } from '@resvg/resvg-js';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Edition } from '#lib/core/edition/edition.ts';
import { wrapText } from '#lib/core/figures/text-width.ts';
import { projectRoot } from '../project-root.ts';
import { openTypeOf } from './woff2.ts';

/** What networks show beside a link: 1.91 to 1. */
const width = 1200;
const height = 630;
const margin = 48;
/** Words at the left, the Ladder at the right, at a size that a small preview leaves legible. */
const column = 350;
const ladder = { x: 430, width: width - 430 - margin / 2, height: height - 2 * margin + 24 };

const read = (...path: string[]) => readFileSync(join(projectRoot, ...path));
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Colours by day, since nobody knows who will see it: the first of each pair in tokens.css. */
function figureStyle(): string {
  const tokens = read('src', 'lib', 'ui', 'tokens.css').toString('utf8');
  const colours = new Map(
    [...tokens.matchAll(/--([\w-]+): light-dark\((#\w+),/g)].map(([, name, value]) => [name, value]),
  );
  return read('src', 'lib', 'figures', 'figure.css')
    .toString('utf8')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours.get(name) ?? '#000');
}

/**
 * The picture that stands beside a link to an edition: its question, its answer and the Ladder.
 *
 * @returns A PNG of 1200 × 630 pixels.
 */
export async function makePicture(edition: Edition, isWithdrawn: boolean): Promise<Uint8Array> {
  const { renderLadder } = await import(
    pathToFileURL(join(projectRoot, 'build', 'viewer', 'render.js')).href
  );
  const { svg, sentence } = renderLadder(edition, ladder.width) as { svg: string; sentence: string };
  const { title, question } = edition.dataset;
  const texts: string[] = [];
  let y = margin - 12;
  const write = (
    content: string,
    {
      size,
      most,
      serif = false,
      tone = '#1b1a18',
    }: { size: number; most: number; serif?: boolean; tone?: string },
  ) => {
    const lines = wrapText(content, column, size, 600);
    lines.slice(0, most).forEach((line, i) => {
      y += Math.round(size * 1.28);
      const text = i === most - 1 && lines.length > most ? `${line} …` : line;
      const family = serif ? 'Source Serif 4' : 'Inter Variable';
      texts.push(
        `<text x="${margin}" y="${y}" font-family="${family}" font-size="${size}" fill="${tone}">${escape(text)}</text>`,
      );
    });
    y += Math.round(size * 0.6);
  };
  if (isWithdrawn) write('Withdrawn', { size: 30, most: 1, tone: '#a4341a' });
  write(question || title, { size: 33, most: 6, serif: true });
  write(sentence, { size: 21, most: 6 });
  write(`${title}, edition ${edition.number}`, { size: 16, most: 3, tone: '#625d55' });
  const drawn = svg
    .replace(/<!--.*?-->/g, '')
    .replace(/<svg /, `<svg x="${ladder.x}" y="${margin - 12}" preserveAspectRatio="xMidYMid meet" `)
    .replace(
      / width="[\d.]+" height="[\d.]+" role/,
      ` width="${ladder.width}" height="${ladder.height}" role`,
    );
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<style>${figureStyle()}</style>
<rect width="${width}" height="${height}" fill="#fbfaf6"/>
${texts.join('\n')}
${drawn}
</svg>`;
  return draw(page);
}

/** Draws with our own fonts and no others, so that the picture is the same on every machine. */
function draw(svg: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-fonts-'));
  try {
    const fontFiles = [
      ['inter', 'inter-latin-wght-normal'],
      ['source-serif-4', 'source-serif-4-latin-wght-normal'],
    ].map(([family, name]) => {
      const path = join(folder, `${name}.ttf`);
      const woff = read('node_modules', '@fontsource-variable', family, 'files', `${name}.woff2`);
      writeFileSync(path, openTypeOf(woff));
      return path;
    });
    const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter Variable' };
    return new Uint8Array(new Resvg(svg, { font }).render().asPng());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
