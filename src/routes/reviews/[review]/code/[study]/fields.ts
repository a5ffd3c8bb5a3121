import { flagNames } from '#lib/core/coding/flag-names.ts';
import { flagDefinitions } from '#lib/core/coding/flags.ts';
import type { FieldSpec } from '../../forms/field-spec.ts';

const yesOrNo = [
  { key: 'yes', label: 'Yes' },
  { key: 'no', label: 'No' },
];

export const studyFields: FieldSpec[] = [
  { name: 'label', label: 'Short name', kind: 'text' },
  { name: 'design', label: 'Design', kind: 'code', list: 'designs' },
  {
    name: 'tier',
    label: 'Tier',
    kind: 'code',
    list: 'tiers',
    help: 'Follows from the design when left empty.',
  },
  { name: 'setting', label: 'Setting', kind: 'code', list: 'settings' },
  { name: 'n', label: 'n', kind: 'number' },
  { name: 'n_unit', label: 'n counts', kind: 'code', list: 'units' },
  { name: 'forms', label: 'Forms', kind: 'codes', list: 'forms' },
  { name: 'motives', label: 'Motives', kind: 'codes', list: 'motives' },
  { name: 'stages', label: 'Stages', kind: 'codes', list: 'stages' },
  { name: 'linkage', label: 'Linkage', kind: 'codes', list: 'linkageDepth' },
  { name: 'sector', label: 'Sectors', kind: 'codes', list: 'sectors' },
  { name: 'country', label: 'Countries', kind: 'codes', list: 'countries' },
  {
    name: 'note',
    label: 'Note',
    kind: 'long',
    isWide: true,
    help: 'Stays in the house; it is not published.',
  },
];

/** What every claim states, in the order in which a coder meets it. */
export const claimFields: FieldSpec[] = [
  { name: 'factor', label: 'Factor', kind: 'concept', concepts: ['factor'] },
  { name: 'outcome', label: 'Outcome', kind: 'concept', concepts: ['outcome'] },
  {
    name: 'direction',
    label: 'Direction, as worded',
    kind: 'code',
    list: 'directions',
    help: 'Positive means better for the partnership or the people it serves.',
  },
  {
    name: 'factor_pole',
    label: 'Said of its',
    kind: 'code',
    list: 'factorPoles',
    help: 'Absence or opposite: the study speaks of a lack, as of turnover or conflict.',
  },
  {
    name: 'strength',
    label: 'Claimed strength',
    kind: 'code',
    list: 'claimStrengths',
    help: 'The wording of the source, not your own view.',
  },
  { name: 'attribution_mode', label: 'How the source knows', kind: 'code', list: 'attributionModes' },
  { name: 'data_source', label: 'Source of the claim', kind: 'code', list: 'dataSources' },
  { name: 'same_source', label: 'Cause and outcome from', kind: 'code', list: 'sameSource' },
  { name: 'setting', label: 'Setting', kind: 'code', list: 'settings' },
  { name: 'stage', label: 'Stage', kind: 'codes', list: 'stages' },
  { name: 'finding', label: 'Finding', kind: 'long', isWide: true },
  {
    name: 'finding_is',
    label: 'The finding is',
    kind: 'choice',
    options: [
      { key: 'own_words', label: 'in your own words' },
      { key: 'quote', label: 'a quotation' },
    ],
  },
  {
    name: 'locator',
    label: 'Where in the report',
    kind: 'text',
    help: 'Such as "p. 12" or "Abstract, Results".',
  },
];

/** What only some claims state. */
export const rarerClaimFields: FieldSpec[] = [
  {
    name: 'target_factor',
    label: 'Affects another factor',
    kind: 'concept',
    concepts: ['factor'],
    help: 'For a claim about a step in between; leave the outcome empty then.',
  },
  { name: 'locus', label: 'Locus of leadership', kind: 'code', list: 'loci' },
  { name: 'style', label: 'Style of leadership', kind: 'code', list: 'styles' },
  ...flagNames.map((name): FieldSpec => ({
    name: `flag_${name}`,
    label: flagDefinitions[name].question,
    kind: 'choice',
    options: yesOrNo,
    help: flagDefinitions[name].rule,
  })),
  { name: 'mechanism', label: 'Mechanism', kind: 'long', isWide: true },
  { name: 'source_url', label: 'Address', kind: 'text' },
  {
    name: 'coder_note',
    label: 'Note',
    kind: 'long',
    isWide: true,
    help: 'Stays in the house; it is not published.',
  },
];

export const estimateFields: FieldSpec[] = [
  { name: 'concept_a', label: 'What', kind: 'concept', concepts: ['factor', 'outcome'] },
  { name: 'concept_b', label: 'with what', kind: 'concept', concepts: ['outcome', 'factor'] },
  { name: 'type', label: 'Type', kind: 'code', list: 'effectTypes' },
  { name: 'value', label: 'Value', kind: 'number' },
  { name: 'n', label: 'n', kind: 'number' },
  { name: 'n_unit', label: 'n counts', kind: 'code', list: 'units' },
  { name: 'ci_low', label: 'Interval from', kind: 'number' },
  { name: 'ci_high', label: 'Interval to', kind: 'number' },
  { name: 'p', label: 'p', kind: 'text', help: 'As printed: 0.03 or <0.01.' },
  { name: 'adjusted', label: 'Adjusted for others', kind: 'choice', options: yesOrNo },
  { name: 'same_source', label: 'Both from', kind: 'code', list: 'sameSource' },
  { name: 'locator', label: 'Where in the report', kind: 'text' },
  { name: 'note', label: 'Note', kind: 'long', isWide: true },
];

/** Fields whose answer is mostly that of the study's last claim; a new claim begins with them. */
export const carriedOver = ['attribution_mode', 'data_source', 'same_source', 'setting', 'stage', 'locator'];
