/** What the rows and columns of an evidence map can be: concepts of the codebook, and all that studies and claims state. */
import type { CodeListName } from '../codebook/code-list.ts';
import type { Concept } from '../codebook/concept.ts';
import { notStated } from './choices.ts';
import type { Evidence, Piece } from './evidence.ts';
import { groupFieldNames, groupFields, listValues, type GroupValue } from './group-fields.ts';
import { studyYear } from './study-years.ts';

export const mapDimensionNames = [
  'factor',
  'outcome',
  ...groupFieldNames,
  'linkage',
  'country',
  'year',
  'design',
  'tier',
  'attribution',
  'source',
] as const;
export type MapDimensionName = (typeof mapDimensionNames)[number];

/** A value that can be a row or a column. */
export interface AxisValue {
  value: string;
  label: string;
  /** The value that holds this one, where there is a hierarchy; null at the top. */
  parent: string | null;
  kind: GroupValue['kind'];
  /** Shown although nothing is there: that is a gap. */
  isExpected: boolean;
  role?: Concept['role'];
}

interface MapDimension {
  label: string;
  /** What its values are called: "factors". */
  many: string;
  /** The finest values of a claim; none where it states none. */
  read: (piece: Piece, evidence: Evidence) => string[];
  values: (evidence: Evidence) => AxisValue[];
}

const fromConcepts = (concepts: readonly Concept[]): AxisValue[] =>
  concepts.map(({ key, label, parent, role, retired }) => ({
    value: key,
    label,
    parent,
    kind: 'code',
    isExpected: parent === null && !retired,
    role,
  }));

const fromField = (values: readonly GroupValue[]): AxisValue[] =>
  values.map((value) => ({ ...value, parent: null, isExpected: value.kind === 'code' }));

/** A dimension of the codes of a list, with those that only the records hold, and "not stated" at the end. */
function ofCodes(
  list: CodeListName,
  words: Pick<MapDimension, 'label' | 'many'>,
  read: MapDimension['read'],
  showKey = false,
): MapDimension {
  return {
    ...words,
    read,
    values: (evidence) => {
      const codes = [...evidence.codebook.codebook.lists[list]].sort(
        (a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0,
      );
      const known = new Set(codes.map(({ key }) => key));
      const unlisted = new Set(
        evidence.pieces.flatMap((piece) => read(piece, evidence)).filter((key) => !known.has(key)),
      );
      return [
        ...codes.map(({ key, label, order, retired }): AxisValue => ({
          value: key,
          label: showKey ? `${key} · ${label}` : label,
          parent: null,
          kind: order === null ? 'outside' : 'code',
          isExpected: order !== null && !retired,
        })),
        ...[...unlisted].sort().map(ofRecords),
        unstated,
      ];
    },
  };
}

const unstated: AxisValue = {
  value: notStated,
  label: 'Not stated',
  parent: null,
  kind: 'not_stated',
  isExpected: false,
};

const ofRecords = (value: string): AxisValue => ({
  value,
  label: value,
  parent: null,
  kind: 'code',
  isExpected: false,
});

/** A part of a country (ISO 3166-2, "GB-ENG") stands under it. */
const countries = ofCodes(
  'countries',
  { label: 'Country', many: 'countries' },
  ({ study }) => study.countries,
);

const groups = Object.fromEntries(
  groupFieldNames.map((name): [string, MapDimension] => [
    name,
    {
      label: groupFields[name].label,
      many: groupFields[name].many,
      read: groupFields[name].read,
      values: (evidence) => fromField(listValues(name, evidence)),
    },
  ]),
) as Record<(typeof groupFieldNames)[number], MapDimension>;

export const mapDimensions: Record<MapDimensionName, MapDimension> = {
  factor: {
    label: 'Factor',
    many: 'factors',
    read: ({ claim }) => [claim.factor],
    values: ({ codebook }) => fromConcepts(codebook.codebook.factors),
  },
  outcome: {
    label: 'Outcome',
    many: 'outcomes',
    read: ({ claim }) => (claim.outcome === null ? [] : [claim.outcome]),
    values: ({ codebook }) => fromConcepts(codebook.codebook.outcomes),
  },
  ...groups,
  linkage: ofCodes(
    'linkageDepth',
    { label: 'Depth of linkage', many: 'depths of linkage' },
    ({ study }) => study.linkage,
  ),
  country: {
    ...countries,
    values: (evidence) => {
      const values = countries.values(evidence);
      const known = new Set(values.map(({ value }) => value));
      return values.map((one) => {
        const country = one.value.split('-')[0];
        return {
          ...one,
          isExpected: false,
          parent: country !== one.value && known.has(country) ? country : null,
        };
      });
    },
  },
  year: {
    label: 'Year of the first report',
    many: 'decades',
    read: ({ study }, { dataset }) => {
      const year = studyYear(study, dataset);
      return year === null ? [] : [String(year)];
    },
    values: listYears,
  },
  design: ofCodes('designs', { label: 'Design', many: 'designs' }, ({ study: { design } }) => one(design)),
  tier: ofCodes(
    'tiers',
    { label: 'Design tier', many: 'design tiers' },
    ({ study: { tier } }) => one(tier),
    true,
  ),
  attribution: ofCodes(
    'attributionModes',
    { label: 'How the study knows', many: 'ways of knowing' },
    ({ claim: { attribution } }) => one(attribution),
  ),
  source: ofCodes('dataSources', { label: 'Source of the claim', many: 'sources' }, ({ claim: { source } }) =>
    one(source),
  ),
};

function one(value: string | null): string[] {
  return value === null ? [] : [value];
}

/** Decades from the first to the last, each with its years. */
function listYears({ dataset, studies }: Evidence): AxisValue[] {
  const years = studies.flatMap((study) => studyYear(study, dataset) ?? []);
  const decades = [...new Set(years.map((year) => Math.floor(year / 10)))].sort((a, b) => a - b);
  const known = [...new Set(years)].sort((a, b) => a - b);
  return [
    ...decades.map((decade): AxisValue => ({
      value: `${decade}0s`,
      label: `${decade}0s`,
      parent: null,
      kind: 'code',
      isExpected: true,
    })),
    ...known.map((year): AxisValue => ({
      value: String(year),
      label: String(year),
      parent: `${Math.floor(year / 10)}0s`,
      kind: 'code',
      isExpected: false,
    })),
    unstated,
  ];
}

/** The values of a dimension as a tree that can be asked quickly. */
export interface AxisTree {
  values: AxisValue[];
  byValue: Map<string, AxisValue>;
  /** The value and all that hold it, nearest first; a value that is not known stands alone. */
  lineage: (value: string) => readonly string[];
}

const kept = new WeakMap<Evidence, Map<MapDimensionName, AxisTree>>();

/** The tree of a dimension; the same evidence gives the same tree again. */
export function growTree(evidence: Evidence, name: MapDimensionName): AxisTree {
  let trees = kept.get(evidence);
  if (!trees) kept.set(evidence, (trees = new Map()));
  let tree = trees.get(name);
  if (!tree) {
    // A list may have a code of its own for what is not stated: the two are one.
    const values = mapDimensions[name]
      .values(evidence)
      .filter(({ value, kind }) => value !== notStated || kind === 'not_stated');
    const byValue = new Map(values.map((value) => [value.value, value]));
    const lines = new Map<string, readonly string[]>();
    const lineage = (value: string) => {
      let line = lines.get(value);
      if (!line) {
        const found: string[] = [];
        // A codebook may be wrong: a circle ends where it closes.
        for (let at: string | null = value; at !== null && !found.includes(at);) {
          found.push(at);
          at = byValue.get(at)?.parent ?? null;
        }
        lines.set(value, (line = found));
      }
      return line;
    };
    tree = { values, byValue, lineage };
    trees.set(name, tree);
  }
  return tree;
}

/** The finest values of a claim; "not stated" where it states none. */
export function readValues(name: MapDimensionName, piece: Piece, evidence: Evidence): readonly string[] {
  const values = mapDimensions[name].read(piece, evidence);
  return values.length === 0 ? [notStated] : values;
}

/** What a value is called. */
export function valueLabel(name: MapDimensionName, value: string, evidence: Evidence): string {
  return growTree(evidence, name).byValue.get(value)?.label ?? value;
}
