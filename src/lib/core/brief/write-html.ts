/** A brief as one page of HTML that prints to A4: no script, nothing loaded, every text escaped. */
import { dropControls } from '../references/text-cleanup.ts';
import { safeUrl } from '../references/safe-url.ts';
import type { Block, Brief, BriefTable } from './brief.ts';
import { explanations } from './explanations.ts';
import type { Statement } from './statement.ts';

export function writeBriefHtml(brief: Brief): string {
  const [first, ...others] = brief.parts;
  return `<!doctype html>
<html lang="${escape(brief.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${escape(brief.title)}: brief</title>
<style>${style}</style>
</head>
<body>
<main>
<section>
<p class="dated">${escape(brief.dated)}</p>
<h1>${escape(brief.question || brief.title)}</h1>
${brief.question ? `<p class="review">${escape(brief.title)}</p>` : ''}
<h2>${escape(first.title)}</h2>
${brief.view ? `<p class="review">Shown: ${escape(brief.view)}.</p>` : ''}
${first.blocks.map(writeBlock).join('\n')}
${brief.caveat ? `<p class="warning"><strong>Read this first.</strong> ${escape(brief.caveat)}</p>` : ''}
<p class="cite">Cite as: ${escape(brief.citation)}</p>
</section>
${others
  .map(
    ({ title, blocks, key }) =>
      `<section class="${key}">\n<h2>${escape(title)}</h2>\n${blocks.map(writeBlock).join('\n')}\n</section>`,
  )
  .join('\n')}
<p class="cite">${escape(brief.dated)} SHA-256 of the edition: <code>${escape(brief.hash)}</code></p>
<p class="cite">${escape(brief.license.text)}${writeLink(brief.license.text, brief.license.url)}</p>
${brief.checkAt ? `<p class="cite">Whether the edition still stands:${writeLink('', brief.checkAt)}</p>` : ''}
</main>
</body>
</html>
`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escape(block.text)}</h3>`;
    case 'statements':
      return `<ul class="statements">\n${block.statements.map(writeStatement).join('\n')}\n</ul>`;
    case 'explanation':
      return `<p class="own">${escape(explanations[block.key])}</p>`;
    case 'table':
      return writeTable(block.table);
    case 'terms':
      return `<dl>${block.terms.map(({ term, meaning }) => `<div><dt>${escape(term)}</dt><dd>${escape(meaning)}</dd></div>`).join('')}</dl>`;
    case 'references':
      return `<ol class="references">${block.references.map(({ text, url }) => `<li>${escape(text)}${writeLink(text, url)}</li>`).join('\n')}</ol>`;
  }
}

function writeStatement(statement: Statement): string {
  const { sentence, caveat } = statement.parts();
  return `<li><span class="sentence">${escape(sentence)}</span> <span class="caveat">${escape(caveat)}</span></li>`;
}

function writeLink(text: string, url: string | null): string {
  const safe = safeUrl(url ?? undefined);
  return safe && !text.includes(safe) ? ` <a href="${escape(safe)}">${escape(safe)}</a>` : '';
}

function writeTable({ title, note, header, rows }: BriefTable): string {
  const head = header.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
  const body = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${escape(name)}</th>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
  );
  const table =
    rows.length === 0
      ? ''
      : `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
  return `<h3>${escape(title)}</h3>\n<p class="own">${escape(note)}</p>\n<div class="wide">${table}</div>`;
}

/** Text that is nothing but text, in content and in attributes. */
export function escape(text: string): string {
  return dropControls(text)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const style = `
:root { color: #1c1b19; background: #fff; font: 16px/1.5 "Source Serif 4", Georgia, serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .4rem 0 .3rem; text-wrap: balance; }
h2 { font-size: 1.35rem; margin: 1.6rem 0 .6rem; padding-top: .5rem; border-top: 1px solid #cfcbc2; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
p { margin: .4rem 0; }
.dated, .review, .cite, .caveat, .own, td, th, dt, dd { font-family: Inter, "Helvetica Neue", Arial, sans-serif; }
.dated, .review, .cite { font-size: .8rem; color: #55514a; }
.own { font-size: .9rem; }
.statements { list-style: none; margin: 0; padding: 0; }
.statements li { margin: 0 0 .7rem; break-inside: avoid; }
.sentence { display: block; font-size: 1.1rem; line-height: 1.4; }
.caveat { display: block; font-size: .74rem; line-height: 1.4; color: #55514a; }
.warning { border-left: 3px solid #1c1b19; padding-left: .8rem; font-size: .95rem; }
.withdrawn { border: 2px solid #a4341a; padding: .4rem .8rem; margin-bottom: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .74rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid #e3dfd7; font-weight: 400; overflow-wrap: break-word; }
thead th { font-weight: 600; border-bottom-color: #1c1b19; }
dl { font-size: .85rem; } dl div { margin: 0 0 .35rem; } dt { display: inline; font-weight: 600; } dt::after { content: ": "; } dd { display: inline; margin: 0; }
.references { font-size: .8rem; padding-left: 1.6rem; overflow-wrap: anywhere; }
code { overflow-wrap: anywhere; font-size: .72rem; }
a { color: inherit; }
@page { size: A4; margin: 16mm 17mm; }
@media print {
  :root { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  section + section { break-before: page; }
  h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  h1 { font-size: 17pt; }
  .statements li { margin-bottom: 5pt; }
}
`;
