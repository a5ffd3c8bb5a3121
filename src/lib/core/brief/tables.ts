/** The tables behind a brief, in the terms of the field. */
import { findDomain, certaintyDomains, ratingLabel } from '../coding/certainty-domains.ts';
import { sampleSize } from '../coding/sample-size.ts';
import { showCertainty, type CertaintyApproach, type CertaintyJudgement } from '../coding/certainty.ts';
import { formatPercentOrNone } from './format.ts';
import { focalPoint } from '../lenses/verdict.ts';
import { decimals, percent, percentRange } from '../words.ts';
import type { BriefTable } from './brief.ts';
import type { WeighedBrief } from './weighed-brief.ts';

export function briefTables(brief: WeighedBrief): BriefTable[] {
  return [
    ladderTable(brief),
    lensTable(brief),
    directionTable(brief),
    swimTable(brief),
    ...certaintyTables(brief),
    studiesTable(brief),
  ];
}

function ladderTable({ weighing: { ladder }, focal }: WeighedBrief): BriefTable {
  return {
    title: `The Ladder: ${focal.label}`,
    note: 'Each step leaves out the claims that do not meet it. "By chance" is where a share would lie among equals.',
    header: [
      'Step',
      'Studies',
      'Claims',
      'Fail',
      'Do not say',
      'k',
      'Share',
      '95\u202f% interval',
      'By chance',
    ],
    rows: ladder.rungs.map((rung) => {
      const { k, share, interval } = focalPoint(ladder, rung);
      return [
        rung.rung.label,
        ...[rung.studies, rung.claims, rung.failed, rung.notStated, k].map(String),
        k === 0 || share === null ? 'no study' : percent(share),
        interval ? percentRange(interval) : '–',
        rung.band ? percentRange(rung.band) : '–',
      ];
    }),
  };
}

function lensTable({ weighing: { said, supported }, factors }: WeighedBrief): BriefTable {
  const rows = said.identified
    ? said.rows
        .filter(({ k }) => k > 0)
        .sort((a, b) => b.share - a.share)
        .map(({ factor, k, share, interval }) => {
          const row = supported.identified
            ? supported.rows.find((other) => other.factor === factor)
            : undefined;
          return [
            factors.find(({ key }) => key === factor)!.label,
            `${k} of ${said.studies}`,
            formatPercentOrNone(share, interval),
            row ? formatPercentOrNone(row.share, row.interval) : 'not identified',
            row?.carried === null || !row ? '–' : decimals(row.carried),
          ];
        })
    : [];
  return {
    title: 'Said and supported, by factor',
    note: 'Shares with their 95\u202f% intervals. "Carried" is the part of what is said that the evidence carries, from −1 to 1.',
    header: ['Factor', 'k', 'Said', 'Supported', 'Carried'],
    rows,
  };
}

function directionTable({ weighing: { direction }, factors }: WeighedBrief): BriefTable {
  return {
    title: 'Effect direction, by factor',
    note: 'One vote a study. The p is of the two-sided exact sign test of helps against harms; the interval is Wilson’s, of the part that says it helps. It says nothing about size.',
    header: ['Factor', 'k', 'Helps', 'Harms', 'No link', 'Mixed', 'Not stated', 'p', '95\u202f% interval'],
    rows: direction.identified
      ? direction.rows
          .filter(({ k }) => k > 0)
          .sort((a, b) => b.k - a.k)
          .map(({ factor, k, counts, p, wilson }) => [
            factors.find(({ key }) => key === factor)!.label,
            ...[k, counts.positive, counts.negative, counts.null, counts.mixed, counts.not_stated].map(
              String,
            ),
            p === null ? '–' : p < 0.001 ? '< 0.001' : decimals(p, 3),
            wilson ? percentRange(wilson) : '–',
          ])
      : [],
  };
}

/** The nine items of SWiM (Campbell et al. 2020, BMJ 368, l6890), as far as a program can answer them. */
function swimTable({ opened, weighing, focal }: WeighedBrief): BriefTable {
  const { dataset } = opened.edition;
  const judged = dataset.certainty.filter(({ level }) => level !== null).length;
  const heterogeneity = dataset.rungs.map(({ label }) => label).join('; ');
  return {
    title: 'SWiM: how the synthesis was made',
    note: 'Synthesis without meta-analysis, reporting items 1 to 9.',
    header: ['Item', 'Here'],
    rows: [
      [
        '1 Grouping of studies',
        'By factor and outcome of the codebook; narrower concepts count for the broader one that they belong to.',
      ],
      [
        '2 Standardised metric',
        'Direction of effect, one vote a study and factor; share of naming, each study with weight 1 divided over the factors that it names.',
      ],
      [
        '3 Synthesis method',
        'Vote counting of directions with a two-sided exact sign test; shares of naming with bootstrap intervals over studies.',
      ],
      [
        '4 Prioritising of results',
        `Evidence strength from design, attribution, source, setting and precision; the Ladder’s steps. Focal factor: ${focal.label}.`,
      ],
      ['5 Heterogeneity', `Looked at by the steps of the Ladder (${heterogeneity}) and by filters.`],
      [
        '6 Certainty of evidence',
        judged === 0
          ? 'Not judged yet.'
          : `GRADE and GRADE-CERQual; ${judged} of ${dataset.certainty.length} begun judgements are complete.`,
      ],
      ['7 Data presentation', 'Tables of this brief; figures of the edition’s page.'],
      [
        '8 Reporting of results',
        `Each sentence with its number of studies, its interval, its signs to watch and its date. ${weighing.said.identified ? `${weighing.said.studies} studies, ${weighing.said.claims} claims.` : ''}`.trim(),
      ],
      ['9 Limitations', dataset.caveat || 'See “What this can’t say”. The review states none of its own.'],
    ],
  };
}

const approachTitles: Record<CertaintyApproach, string> = {
  grade: 'GRADE: certainty of evidence, by factor and outcome',
  cerqual: 'GRADE-CERQual: confidence in qualitative findings',
};

function certaintyTables({ opened }: WeighedBrief): BriefTable[] {
  const { dataset } = opened.edition;
  const { codebook } = opened.evidence;
  const label = (kind: 'factor' | 'outcome', key: string | null) =>
    key === null ? '' : (codebook.concept(kind, key)?.label ?? key);
  const studyKeys = new Map(dataset.studies.map(({ id, label }) => [id, label]));
  return (['grade', 'cerqual'] as const).map((approach) => {
    const judged = dataset.certainty.filter((one) => one.approach === approach);
    const row = (one: CertaintyJudgement) => [
      approach === 'grade'
        ? `${label('factor', one.factor)} → ${label('outcome', one.outcome)}`
        : one.statement,
      ...(approach === 'cerqual' ? [one.studies.flatMap((id) => studyKeys.get(id) ?? []).join('; ')] : []),
      ...(approach === 'grade' ? [one.start ?? 'not decided'] : []),
      certaintyDomains[approach]
        .flatMap(({ key }) => {
          const decided = one.domains.find(({ domain }) => domain === key);
          if (!decided) return [];
          const reason = decided.reason ? `: ${decided.reason}` : '';
          return [
            `${findDomain(approach, key)!.label}: ${ratingLabel(approach, key, decided.rating)}${reason}`,
          ];
        })
        .join('. ') || 'nothing decided',
      [showCertainty(one.level), one.levelReason].filter(Boolean).join('. '),
    ];
    return {
      title: approachTitles[approach],
      note:
        judged.length === 0
          ? 'Nobody has judged anything here yet. That is not the same as a low judgement.'
          : 'People judged; reasons are theirs.',
      header:
        approach === 'grade'
          ? ['Factor and outcome', 'Start', 'Domains', 'Certainty']
          : ['Finding', 'Studies', 'Domains', 'Confidence'],
      rows: judged.map(row),
    };
  });
}

/** Characteristics of studies: those that the view leaves, in the order of their names. */
function studiesTable({ opened, selection }: WeighedBrief): BriefTable {
  const { codebook } = opened.evidence;
  const claims = Map.groupBy(selection.pieces, ({ study }) => study);
  const code = (list: Parameters<typeof codebook.codeLabel>[0], key: string | null) =>
    key === null ? 'not stated' : codebook.codeLabel(list, key);
  const codes = (list: Parameters<typeof codebook.codeLabel>[0], keys: string[]) =>
    keys.map((key) => codebook.codeLabel(list, key)).join('; ') || 'not stated';
  return {
    title: 'Characteristics of studies',
    note: 'The studies that this brief rests on. Tiers run from A, the strongest design, to F; S1 to S4 are reviews.',
    header: ['Study', 'Design', 'Tier', 'n', 'Setting', 'Sector', 'Country', 'Claims'],
    rows: [...claims]
      .sort(([a], [b]) => (a.label < b.label ? -1 : 1))
      .map(([study, pieces]) => [
        study.label,
        code('designs', study.design),
        study.tier ?? 'not stated',
        sampleSize(study, codebook) ?? 'not stated',
        code('settings', study.setting),
        codes('sectors', study.sectors),
        codes('countries', study.countries),
        String(pieces.length),
      ]),
  };
}
