/** By what the claims and studies of a review can be grouped: where, when and how the collaboration was, and how it was asked. */
import type { Code } from '../codebook/code-list.ts';
import { lowerFirst } from '../words.ts';
import { notStated } from './choices.ts';
import type { Evidence, Piece } from './evidence.ts';

/** A value of a field. Codes outside the order of their list (`all`, `not applicable`) are told apart from it. */
export interface GroupValue {
  value: string;
  label: string;
  kind: 'code' | 'outside' | 'not_stated';
}

export const groupFieldNames = [
  'form',
  'motive',
  'stage',
  'sector',
  'locus',
  'outcome_level',
  'setting',
  'same_source',
] as const;
export type GroupFieldName = (typeof groupFieldNames)[number];

interface GroupField {
  label: string;
  /** What a value is called where several are compared: "stages". */
  many: string;
  /**
   * The field is coded of claims about the focal factor alone: its groups divide what is said about that factor, where
   * the others compare the factor's share between groups.
   */
  ofFocal?: boolean;
  /** The values of a claim; none where it does not state any. */
  read: (piece: Piece, evidence: Evidence) => string[];
  /** All values that there are, in their order. */
  values: (evidence: Evidence) => GroupValue[];
}

export const groupFields: Record<GroupFieldName, GroupField> = {
  form: {
    label: 'Form of collaboration',
    many: 'forms of collaboration',
    read: ({ study }) => study.forms,
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.forms),
  },
  motive: {
    label: 'Motive',
    many: 'motives',
    read: ({ study }) => study.motives,
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.motives),
  },
  stage: {
    label: 'Life-cycle stage',
    many: 'stages',
    read: ({ claim }) => claim.stages,
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.stages),
  },
  sector: {
    label: 'Sector',
    many: 'sectors',
    read: ({ study }) => study.sectors,
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.sectors),
  },
  locus: {
    label: 'Locus',
    many: 'loci',
    ofFocal: true,
    read: ({ claim }) => (claim.locus === null ? [] : [claim.locus]),
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.loci),
  },
  outcome_level: {
    label: 'Level of the outcome',
    many: 'levels of outcome',
    read: ({ claim }, { codebook }) => {
      const line = claim.outcome === null ? [] : codebook.lineage('outcome', claim.outcome);
      const distance = line.find((concept) => concept.distance !== null)?.distance;
      return distance === undefined || distance === null ? [] : [String(distance)];
    },
    values: listOutcomeLevels,
  },
  setting: {
    label: 'Setting',
    many: 'settings',
    read: ({ claim }) => (claim.setting === null ? [] : [claim.setting]),
    values: ({ codebook }) => fromCodes(codebook.codebook.lists.settings),
  },
  same_source: {
    label: 'Sources of cause and outcome',
    many: 'kinds of source',
    // "Unclear" is not stated, here as on the Ladder.
    read: ({ claim: { sameSource } }) => (sameSource === 'yes' || sameSource === 'no' ? [sameSource] : []),
    values: () => [
      { value: 'yes', label: 'The same people', kind: 'code' },
      { value: 'no', label: 'Different sources', kind: 'code' },
    ],
  },
};

function fromCodes(codes: readonly Code[]): GroupValue[] {
  return codes
    .map(({ key, label, order }): GroupValue & { order: number } => ({
      value: key,
      label,
      kind: order === null ? 'outside' : 'code',
      order: order ?? Infinity,
    }))
    .sort((a, b) => (a.order === b.order ? 0 : a.order - b.order))
    .map(({ order: _, ...value }) => value);
}

/** Steps away from the partnership itself, each called by the top-level outcomes that stand on it. */
function listOutcomeLevels({ codebook, outcomes }: Evidence): GroupValue[] {
  const distances = codebook.codebook.outcomes.flatMap(({ distance }) =>
    distance === null ? [] : [distance],
  );
  return [...new Set(distances)]
    .sort((a, b) => a - b)
    .map((distance) => {
      const names = outcomes
        .filter((outcome) => outcome.distance === distance)
        .map(({ label }, at) => (at === 0 ? label : lowerFirst(label)));
      return {
        value: String(distance),
        label: [distance, names.join(', ')].filter(Boolean).join(' · '),
        kind: 'code',
      };
    });
}

/** The values of a field with those that only claims hold, and "not stated" at the end. */
export function listValues(name: GroupFieldName, evidence: Evidence): GroupValue[] {
  const field = groupFields[name];
  const listed = field.values(evidence);
  const known = new Set(listed.map(({ value }) => value));
  const unlisted = new Set<string>();
  for (const piece of evidence.pieces) {
    for (const value of field.read(piece, evidence)) if (!known.has(value)) unlisted.add(value);
  }
  return [
    ...listed,
    ...[...unlisted].sort().map((value): GroupValue => ({ value, label: value, kind: 'code' })),
    { value: notStated, label: 'Not stated', kind: 'not_stated' },
  ];
}

/** Whether a claim is in a group. */
export function isInGroup(name: GroupFieldName, value: string, piece: Piece, evidence: Evidence): boolean {
  const values = groupFields[name].read(piece, evidence);
  return value === notStated ? values.length === 0 : values.includes(value);
}
