/** Frictionless Table Schema of the package's tables (https://specs.frictionlessdata.io/table-schema/). */
import type { CodeListName } from '../codebook/code-list.ts';
import type { Codebook } from '../codebook/codebook.ts';
import { conditionColumn } from '../coding/case-columns.ts';
import { certaintyDomains } from '../coding/certainty-domains.ts';
import { certaintyApproaches, certaintyLevels } from '../coding/certainty.ts';
import { directions } from '../coding/claim.ts';
import { flagDefinitions } from '../coding/flags.ts';
import { flagNames } from '../coding/flag-names.ts';
import { guardCell } from '../csv/guard.ts';

export interface TableField {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  description?: string;
  constraints?: { required?: true; unique?: true; enum?: string[]; minimum?: number; maximum?: number };
}

export interface ForeignKey {
  fields: string;
  reference: { resource: string; fields: string };
}

export interface TableSchema {
  fields: TableField[];
  primaryKey?: string;
  foreignKeys?: ForeignKey[];
  missingValues: string[];
}

type Rules = Record<string, Omit<TableField, 'name' | 'type'> & { type?: TableField['type'] }>;

const required = { required: true } as const;
const own = { constraints: { required: true, unique: true } } as const;
const joined = 'Several values are joined with ";".';

/** A column that names a row of another table. */
const leads = (field: string, resource: string, to: string): ForeignKey => ({
  fields: field,
  reference: { resource, fields: to },
});
const inStudy = leads('citekey', 'studies', 'citekey');

/** What is known of every table's columns; those that are not named are text. */
export function describeTables(
  codebook: Codebook,
): Record<string, Omit<TableSchema, 'fields'> & { rules: Rules }> {
  const oneOf = (list: CodeListName): Rules[string] => {
    const codes = codebook.lists[list].map(({ key }) => guardCell(key));
    return {
      // A list without codes allows none; the standard wants an enum to have one, so nothing is said then.
      ...(codes.length > 0 && { constraints: { enum: codes } }),
      description: `A code of the list ${list}; empty: not stated.`,
    };
  };
  const severalOf = (list: CodeListName): Rules[string] => ({
    description: `Codes of the list ${list}. ${joined}`,
  });
  const values = (allowed: readonly string[], more: object = {}): Rules[string] => ({
    constraints: { ...more, enum: [...allowed] },
  });
  const flags = flagNames.map((flag) => [
    `flag_${flag}`,
    {
      ...values(['yes', 'no']),
      description: `${flagDefinitions[flag].question} The coder’s own answer; empty: ${flagDefinitions[flag].rule}`,
    },
  ]);
  const judged = certaintyApproaches.flatMap((approach) =>
    certaintyDomains[approach].map(({ key, asks, ratings }) => [
      key,
      { ...values(ratings.map((rating) => rating.key)), description: asks },
    ]),
  );
  const missingValues = [''];
  return {
    studies: {
      primaryKey: 'citekey',
      missingValues,
      rules: {
        citekey: { ...own, description: 'Short name of the study.' },
        reports: { description: `Keys of library.bib and library.ris, the main report first. ${joined}` },
        label: { constraints: required },
        design: oneOf('designs'),
        tier: oneOf('tiers'),
        n: { type: 'integer', constraints: { minimum: 1 }, description: 'What n counts is in n_unit.' },
        n_unit: oneOf('units'),
        forms: severalOf('forms'),
        motives: severalOf('motives'),
        stages: severalOf('stages'),
        linkage: severalOf('linkageDepth'),
        sector: severalOf('sectors'),
        country: severalOf('countries'),
        setting: oneOf('settings'),
      },
    },
    claims: {
      primaryKey: 'claim_id',
      foreignKeys: [
        inStudy,
        leads('factor', 'factors', 'key'),
        leads('outcome', 'outcomes', 'key'),
        leads('target_factor', 'factors', 'key'),
      ],
      missingValues,
      rules: {
        claim_id: own,
        citekey: { constraints: required },
        factor: { constraints: required },
        direction: { ...values(directions, required), description: 'As the source words it.' },
        factor_pole: values(['presence', 'absence_or_opposite'], required),
        direction_for_factor: {
          ...values(directions, required),
          description:
            'The direction, turned round where the claim is about the factor’s absence or opposite.',
        },
        strength: oneOf('claimStrengths'),
        attribution_mode: oneOf('attributionModes'),
        data_source: oneOf('dataSources'),
        same_source: oneOf('sameSource'),
        locus: oneOf('loci'),
        style: oneOf('styles'),
        stage: severalOf('stages'),
        setting: oneOf('settings'),
        finding_is: values(['own_words', 'quote'], required),
        ...Object.fromEntries(flags),
      },
    },
    estimates: {
      primaryKey: 'estimate_id',
      foreignKeys: [inStudy],
      missingValues,
      rules: {
        estimate_id: own,
        citekey: { constraints: required },
        concept_a: { constraints: required, description: 'A factor, or "outcome:" and an outcome.' },
        concept_b: { constraints: required, description: 'An outcome, or "factor:" and a factor.' },
        type: { ...oneOf('effectTypes') },
        value: { type: 'number', constraints: required },
        n: { type: 'integer', constraints: { minimum: 1 } },
        n_unit: oneOf('units'),
        ci_low: { type: 'number' },
        ci_high: { type: 'number' },
        p: { description: 'Exact, or a bound such as "<0.01".' },
        adjusted: values(['yes', 'no']),
        same_source: oneOf('sameSource'),
      },
    },
    'head-to-head': {
      foreignKeys: [inStudy, leads('outcome', 'outcomes', 'key'), leads('focal_factor', 'factors', 'key')],
      missingValues,
      rules: {
        citekey: { constraints: required },
        outcome: { constraints: required },
        focal_factor: { constraints: required },
        rival_factors: { description: `Keys of factors. ${joined}` },
        verdict: oneOf('verdicts'),
        claim_ids: { description: `Claims that it rests on. ${joined}` },
      },
    },
    certainty: {
      primaryKey: 'judgement_id',
      foreignKeys: [leads('factor', 'factors', 'key'), leads('outcome', 'outcomes', 'key')],
      missingValues,
      rules: {
        judgement_id: own,
        approach: values(certaintyApproaches, required),
        factor: { constraints: required },
        studies: { description: `Keys of the studies behind a qualitative finding. ${joined}` },
        start: values(['high', 'low']),
        level: { ...values(certaintyLevels), description: 'Empty: not judged, or only in part.' },
        ...Object.fromEntries(judged),
      },
    },
    'case-tables': {
      primaryKey: 'table_id',
      foreignKeys: [leads('outcome', 'outcomes', 'key')],
      missingValues,
      rules: {
        table_id: own,
        title: { constraints: required },
        outcome: { constraints: required },
        conditions: { ...{ constraints: required }, description: `Keys of factors. ${joined}` },
        expectations: {
          description: `Factors whose presence is expected to bring the outcome about, or, after "~", their absence. ${joined}`,
        },
        calibration: {
          description: `Columns with raw values, each with its anchors: full non-membership, cross-over, full membership. ${joined}`,
        },
        inclusion_cut: { type: 'number', constraints: { ...required, minimum: 0, maximum: 1 } },
        frequency_cut: { type: 'integer', constraints: { ...required, minimum: 1 } },
      },
    },
    cases: {
      foreignKeys: [leads('table_id', 'case-tables', 'table_id'), inStudy],
      missingValues,
      rules: {
        table_id: { constraints: required },
        case: { constraints: required, description: 'Unique in its table.' },
        outcome: { type: 'number', description: 'As entered; empty: not stated.' },
        ...Object.fromEntries(
          codebook.factors.map(({ key }) => [conditionColumn(key), { type: 'number' as const }]),
        ),
      },
    },
    factors: conceptTable('factors'),
    outcomes: conceptTable('outcomes'),
    codes: {
      missingValues,
      rules: {
        list: { constraints: required },
        key: { constraints: required },
        order: { type: 'number' },
        rank: { type: 'number' },
        retired: { type: 'boolean' },
      },
    },
  };
}

function conceptTable(resource: string): Omit<TableSchema, 'fields'> & { rules: Rules } {
  return {
    primaryKey: 'key',
    foreignKeys: [leads('parent', resource, 'key')],
    missingValues: [''],
    rules: {
      key: own,
      label: { constraints: required },
      reverse: { type: 'boolean' },
      distance: { type: 'integer' },
      retired: { type: 'boolean' },
      role: { constraints: { enum: ['factor', 'bundle', 'mediator'] } },
    },
  };
}

/** The schema of a table with these columns. */
export function tableSchema(
  header: readonly string[],
  { rules, ...keys }: ReturnType<typeof describeTables>[string],
): TableSchema {
  const fields = header.map((name): TableField => ({ name, type: 'string', ...rules[name] }));
  const { foreignKeys = [], ...others } = keys;
  const there = foreignKeys.filter(({ fields: field }) => header.includes(field));
  // The standard has a list of one key at least, or no list.
  return { ...others, ...(there.length > 0 && { foreignKeys: there }), fields };
}
