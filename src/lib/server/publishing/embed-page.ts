import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Edition } from '#lib/core/edition/edition.ts';
import { readStyle, viewerFolder } from './edition-file.ts';
import { digestSource, escapeHtml } from './plain-page.ts';
import { statusMark } from './status-words.ts';

/** Where a server puts the address of the full page. */
export const fullMark = '<!--full-->';

/** Tells the page around it how high it is, and nothing else. */
const script = `const tell = () => parent.postMessage({ counterweight: 'height', height: document.body.offsetHeight }, '*');
new ResizeObserver(tell).observe(document.body);
tell();`;

/**
 * The answer and the Ladder on a page of their own that others may frame. It is drawn for three widths, of which one is shown,
 * so that it needs no program; it has one link, to the full page in a window of its own.
 *
 * @param view Address parameters of the view; null: the published one.
 */
export async function makeEmbedPage(edition: Edition, hash: string, view: string | null): Promise<string> {
  const { renderEmbed } = await import(pathToFileURL(join(viewerFolder, 'render.js')).href);
  const style = readStyle();
  const shown = view ?? edition.view;
  const policy = [
    "default-src 'none'",
    `script-src ${digestSource(script)}`,
    `style-src ${digestSource(style)}`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escapeHtml(edition.dataset.codebook.language)}" class="embed">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(edition.dataset.title)} · edition ${edition.number}</title>
<style>${style}</style>
</head>
<body>
${statusMark}
${renderEmbed(edition, hash, shown)}
<nav class="full" aria-label="The full page"><a href="${fullMark}${shown ? `#${escapeHtml(shown)}` : ''}" target="_blank" rel="noopener noreferrer">Read the full page, with its studies and its limits</a></nav>
<script>${script}</script>
</body>
</html>
`;
}
