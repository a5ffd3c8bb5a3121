import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import { answerSentences } from '#lib/core/lenses/verdict.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { projectRoot } from '../project-root.ts';

const viewerFolder = join(projectRoot, 'build', 'viewer');

/**
 * An edition as one HTML file that needs nothing else: drawn already, so that it reads without scripts, and with the
 * data and the program inside, so that it answers questions where scripts run. Its own policy forbids it to load or send
 * anything.
 */
export async function makeEditionFile(edition: Edition, hash: string): Promise<string> {
  const { renderEdition } = await import(pathToFileURL(join(viewerFolder, 'render.js')).href);
  const script = readFileSync(join(viewerFolder, 'client.js'), 'utf8').replaceAll('</script', '<\\/script');
  const style = readFileSync(join(viewerFolder, 'client.css'), 'utf8').replaceAll('</style', '<\\/style');
  const { dataset, number } = edition;
  return `<!doctype html>
<html lang="${escapeHtml(dataset.codebook.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, style)}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(dataset.title)} · edition ${number}</title>
<meta name="description" content="${escapeHtml(describe(edition))}">
<style>${style}</style>
</head>
<body>
<div id="page">${renderEdition(edition, hash)}</div>
<script type="application/json" id="edition">${jsonForHtml({ edition, hash })}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** The headers of the same page where a server delivers it. */
export function editionPolicy(html: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "default-src 'none'";
}

function contentPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** JSON that can't end the element it stands in, whatever titles and findings hold. */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function describe(edition: Edition): string {
  const { dataset } = completeEdition(edition);
  const { ladder, focal } = weigh(new Selection(indexEvidence(dataset), defaultChoices));
  return answerSentences(ladder, focal.label)[0];
}
