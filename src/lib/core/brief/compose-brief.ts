import type { OpenedEdition } from '../api/opened-edition.ts';
import { statusAddress } from '../edition/edition-words.ts';
import { findLicense, licenseSentence } from '../edition/licenses.ts';
import { describeChoices } from '../lenses/describe-choices.ts';
import { showEverything } from '../lenses/choices.ts';
import { evidenceDate } from '../lenses/verdict.ts';
import { longDate } from '../words.ts';
import type { Brief } from './brief.ts';
import { findings } from './findings.ts';
import { glossary } from './glossary.ts';
import { keyMessages } from './key-messages.ts';
import { briefTables } from './tables.ts';
import { WeighedBrief } from './weighed-brief.ts';

/**
 * A brief in plain words from the results of an edition, for its published view: one page, two pages, and the tables behind
 * them (the 1:3:25 rule of the Canadian Health Services Research Foundation, in its spirit).
 */
export function composeBrief(opened: OpenedEdition): Brief {
  const { dataset, number, publishedAt, face } = opened.edition;
  const brief = new WeighedBrief(opened);
  const { choices } = opened.selection;
  const studied = new Set(brief.selection.pieces.flatMap(({ study }) => study.references));
  return {
    language: dataset.codebook.language,
    title: dataset.title,
    question: dataset.question,
    caveat: dataset.caveat,
    dated: `Edition ${number}, ${longDate(publishedAt)}. ${evidenceDate(dataset.evidenceTo)}.`,
    view: showEverything(choices) ? null : describeChoices(choices, opened.evidence),
    citation: brief.citation,
    license: { text: licenseSentence(face.license), url: findLicense(face.license)?.url ?? null },
    checkAt: face.checkAt && statusAddress(face.checkAt, opened.hash),
    hash: opened.hash,
    parts: [
      {
        key: 'key_messages',
        title: 'Key messages',
        blocks: [
          { kind: 'statements', statements: keyMessages(brief) },
          { kind: 'explanation', key: 'share' },
        ],
      },
      { key: 'findings', title: 'What was found', blocks: findings(brief) },
      {
        key: 'tables',
        title: 'Tables',
        blocks: [
          { kind: 'explanation', key: 'tables' },
          ...briefTables(brief).map((table) => ({ kind: 'table' as const, table })),
          { kind: 'heading', text: 'Words used' },
          { kind: 'terms', terms: glossary },
          { kind: 'heading', text: 'Studies' },
          {
            kind: 'references',
            references: dataset.references
              .filter(({ id }) => studied.has(id))
              .map(({ citation, url }) => ({ text: citation, url })),
          },
        ],
      },
    ],
  };
}
