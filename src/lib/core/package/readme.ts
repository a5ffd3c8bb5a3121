import type { Edition } from '../edition/edition.ts';
import { citeEdition, statusAddress } from '../edition/edition-words.ts';
import { count, longDate, studies } from '../words.ts';
import { noLicense } from '../edition/licenses.ts';
import type { PackageExtras } from './package-facts.ts';

/** README.txt: what is in the package, for people who open it years later. Its width is that of a letter. */
export function writeReadme(
  edition: Edition,
  hash: string,
  about: ReadonlyMap<string, string>,
  { license, authors = [], citationsOnly }: PackageExtras & { citationsOnly: boolean },
): string {
  const { dataset, publishedAt } = edition;
  const width = Math.max(...[...about.keys()].map((path) => path.length));
  const paragraphs = [
    `${plain(dataset.title)}\nEdition ${edition.number}, ${longDate(publishedAt)}`,
    ...(dataset.question ? [plain(dataset.question)] : []),
    ...(dataset.caveat ? [`Read this first. ${plain(dataset.caveat)}`] : []),
    `It holds ${studies(dataset.studies.length)}, ${count(dataset.claims.length, 'claim')}, ${count(dataset.estimates.length, 'estimate')}, ${count(dataset.comparisons.length, 'comparison')} and ${count(dataset.certainty.length, 'judgement')} of certainty.`,
    `What is in it\n\n${[...about].map(([path, text]) => `  ${path.padEnd(width)}  ${text}`).join('\n')}`,
    'Tables are comma-separated, in UTF-8, with a header. An empty cell means "not stated", never zero. Text that a spreadsheet would run as a formula has an apostrophe before it; take it off when you read the tables with a program. Coders’ private notes are not in the package.',
    citationsOnly
      ? 'This edition was frozen before records of references were kept in editions. library.bib and library.ris hold its citations instead: the whole citation stands as the title.'
      : 'library.bib and library.ris hold the reports of the studies without abstracts, which belong to their publishers.',
    'To run the numbers again, open R in the folder r and type: Rscript run-all.R (README.txt there says what is needed). To open the package as a review of its own in Counterweight, choose it under "Open a data package", or type: counterweight review import NEW package.zip',
    `To check that nothing was changed, type in the folder of the package: sha256sum -c manifest-sha256.txt\nSHA-256 of edition.json: ${hash}`,
    `Licence: ${license ? `${[license.title, license.name, license.url].filter(Boolean).join(', ')}. It covers what this review coded and wrote; quotations remain their authors’.` : noLicense}`,
    ...(edition.face?.checkAt
      ? [`Whether the edition still stands: ${statusAddress(edition.face.checkAt, hash)}`]
      : []),
    ...(authors.length > 0 ? [`Authors: ${authors.map(plain).join('; ')}`] : []),
    `Cite as: ${plain(citeEdition(edition, hash))}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** One line, whatever was typed. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
