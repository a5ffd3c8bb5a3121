import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import { embedEdition } from '#lib/core/edition/embedded-edition.ts';
import { answerSentences } from '#lib/core/lenses/verdict.ts';
import { defaultChoices, readChoices } from '#lib/core/lenses/choices.ts';
import { findWhatWouldChange } from '#lib/core/lenses/most-telling-cell.ts';
import { mostTellingSentence, overtakingSentence } from '#lib/core/lenses/what-would-change-words.ts';
import { additiveLenses } from '#lib/core/lenses/what-would-change.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { projectRoot } from '../project-root.ts';
import { digestSource, escapeHtml } from './plain-page.ts';
import { statusMark } from './status-words.ts';

export const viewerFolder = join(projectRoot, 'build', 'viewer');
/** Where a server puts what only it knows: the address of the page and of its picture. */
export const headMark = '<!--head-->';

/**
 * An edition as one HTML file that needs nothing else: drawn already, so that it reads without scripts, and with the
 * data and the program inside, so that it answers questions where scripts run. Its own policy forbids it to load or send
 * anything.
 */
export async function makeEditionFile(edition: Edition, hash: string): Promise<string> {
  const { renderEdition } = await import(pathToFileURL(join(viewerFolder, 'render.js')).href);
  const program = readFileSync(join(viewerFolder, 'client.js'), 'utf8');
  const style = readStyle();
  const { dataset, number } = edition;
  const title = escapeHtml(`${dataset.title} · edition ${number}`);
  const description = escapeHtml(describe(edition));
  const firmness = describeFirmness(edition);
  return `<!doctype html>
<html lang="${escapeHtml(dataset.codebook.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy([starter, program], style)}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="${title}">
<meta name="twitter:description" content="${description}">
${headMark}
<style>${style}</style>
</head>
<body>
${statusMark}
<div id="page">${renderEdition(edition, hash, firmness)}</div>
${embedEdition({ edition, hash, firmness })}
<script type="text/plain" id="program">${gzipSync(program, { level: 9 }).toString('base64')}</script>
<script>${starter}</script>
</body>
</html>
`;
}

/**
 * Unpacks the program of a page, which is half as long when it is packed, and starts it. The page's policy names both by
 * their hashes: nothing else runs, whatever is put into the page. A browser too old for it shows the page as it was drawn.
 */
const starter = `(async()=>{
const bytes=Uint8Array.from(atob(document.getElementById('program').textContent),(c)=>c.charCodeAt(0));
const stream=new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
const script=document.createElement('script');
script.textContent=await new Response(stream).text();
document.body.append(script);
})();`;

/** The style of published pages, fonts and all. */
export function readStyle(): string {
  return readFileSync(join(viewerFolder, 'client.css'), 'utf8').replaceAll('</style', '<\\/style');
}

/** The headers of the same page where a server delivers it. */
export function editionPolicy(html: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "default-src 'none'";
}

function contentPolicy(scripts: readonly string[], style: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(digestSource).join(' ')}`,
    `style-src ${digestSource(style)}`,
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function describe(edition: Edition): string {
  const { dataset } = completeEdition(edition);
  const { ladder, focal } = weigh(new Selection(indexEvidence(dataset), defaultChoices));
  return answerSentences(ladder, focal.label)[0];
}

/** What would change the answer of the published view. It takes too long for a page that is about to be read. */
function describeFirmness(edition: Edition): string[] {
  const { dataset, view } = completeEdition(edition);
  const selection = new Selection(indexEvidence(dataset), readChoices(new URLSearchParams(view)), 0);
  const focal = weigh(selection).focal;
  const { overtakings, telling, tellingLens } = findWhatWouldChange(selection);
  return [
    ...additiveLenses.map((lens) => overtakingSentence(lens, overtakings[lens], focal)),
    mostTellingSentence(tellingLens, telling, focal),
  ].filter((sentence, at, all) => all.indexOf(sentence) === at);
}
