/** What a reader chose of the map: its sides, its marks, and a part of the evidence that only the map looks at. */
import type { Condition } from './conditions.ts';
import { mapDimensionNames, type MapDimensionName } from './map-dimensions.ts';

export const mapDrawings = ['squares', 'bubbles', 'heat'] as const;
export type MapDrawing = (typeof mapDrawings)[number];

export const mapShades = ['ground', 'tier', 'strength', 'certainty', 'direction'] as const;
export type MapShade = (typeof mapShades)[number];

/** Fields that the map filters by itself, beside those that all rooms share. */
export const mapFilterNames = ['form', 'motive', 'sector', 'country', 'design'] as const;
export type MapFilterName = (typeof mapFilterNames)[number];

/** Two values of a field, each drawn as a map of its own on the same sides. */
export interface MapSplit {
  field: MapDimensionName;
  /** None: the two in most studies. */
  values: readonly [string, string] | null;
}

export interface MapChoices {
  rows: MapDimensionName;
  columns: MapDimensionName;
  /** Rows and columns that are open, so that their parts are shown: `factor:leadership`. */
  parts: string[];
  drawing: MapDrawing;
  shade: MapShade;
  /** The evidence as it was known at the end of this year; null: all. */
  until: number | null;
  /** Words that a study must hold. */
  find: string;
  filters: Record<MapFilterName, string[]>;
  split: MapSplit | null;
  /** How many arrows the causal diagram draws, those with the most evidence first. */
  arrows: number;
  /** Two nodes of the causal diagram whose paths are traced. */
  from: string | null;
  to: string | null;
  /** What the columns of years are divided by. */
  yearsBy: 'tier' | 'direction';
}

export const arrowNumbers = [12, 24, 48, 96] as const;

export const defaultMapChoices: MapChoices = {
  rows: 'factor',
  columns: 'outcome',
  parts: [],
  drawing: 'squares',
  shade: 'ground',
  until: null,
  find: '',
  filters: { form: [], motive: [], sector: [], country: [], design: [] },
  split: null,
  arrows: 24,
  from: null,
  to: null,
  yearsBy: 'tier',
};

/** Names of the map's parameters, which other choices leave alone. */
export const mapParameterNames = [
  'rows',
  'columns',
  'parts',
  'drawing',
  'shade',
  'until',
  'find',
  'split',
  'arrows',
  'from',
  'to',
  'years',
  ...mapFilterNames.map((name) => `in_${name}`),
] as const;

const mostParts = 24;
const mostValues = 60;
const longestText = 120;

function pick<Value extends string>(known: readonly Value[], text: string | null, otherwise: Value): Value {
  return known.find((value) => value === text) ?? otherwise;
}

function readList(text: string | null, most: number): string[] {
  return [
    ...new Set((text ?? '').split(',').filter((value) => value !== '' && value.length <= longestText)),
  ].slice(0, most);
}

/** Reads the map's choices from an address. What it does not understand is as if it were not there. */
export function readMapChoices(parameters: URLSearchParams): MapChoices {
  const { rows, columns, drawing, shade, arrows } = defaultMapChoices;
  const until = parameters.get('until');
  const number = Number(parameters.get('arrows'));
  const key = (name: string) => parameters.get(name)?.slice(0, longestText) || null;
  return {
    rows: pick(mapDimensionNames, parameters.get('rows'), rows),
    columns: pick(mapDimensionNames, parameters.get('columns'), columns),
    parts: readList(parameters.get('parts'), mostParts),
    drawing: pick(mapDrawings, parameters.get('drawing'), drawing),
    shade: pick(mapShades, parameters.get('shade'), shade),
    until: until !== null && /^\d{4}$/.test(until) ? Number(until) : null,
    find: (parameters.get('find') ?? '').trim().slice(0, longestText),
    filters: {
      form: readList(parameters.get('in_form'), mostValues),
      motive: readList(parameters.get('in_motive'), mostValues),
      sector: readList(parameters.get('in_sector'), mostValues),
      country: readList(parameters.get('in_country'), mostValues),
      design: readList(parameters.get('in_design'), mostValues),
    },
    split: readSplit(parameters.get('split')),
    arrows: arrowNumbers.find((known) => known === number) ?? arrows,
    from: key('from'),
    to: key('to'),
    yearsBy: parameters.get('years') === 'direction' ? 'direction' : 'tier',
  };
}

function readSplit(text: string | null): MapSplit | null {
  const [, name, rest] = /^([^:]+)(?::(.*))?$/.exec(text ?? '') ?? [];
  const field = mapDimensionNames.find((known) => known === name);
  if (!field) return null;
  const [a, b] = readList(rest ?? null, 2);
  return { field, values: a !== undefined && b !== undefined ? [a, b] : null };
}

/** Writes the map's choices into parameters that may hold others; what stands at its default is taken out. */
export function writeMapChoices(choices: MapChoices, parameters = new URLSearchParams()): URLSearchParams {
  for (const name of mapParameterNames) parameters.delete(name);
  const set = (name: (typeof mapParameterNames)[number], value: string, otherwise: string) => {
    if (value !== otherwise) parameters.set(name, value);
  };
  set('rows', choices.rows, defaultMapChoices.rows);
  set('columns', choices.columns, defaultMapChoices.columns);
  set('parts', choices.parts.join(','), '');
  set('drawing', choices.drawing, defaultMapChoices.drawing);
  set('shade', choices.shade, defaultMapChoices.shade);
  set('until', String(choices.until ?? ''), '');
  set('find', choices.find, '');
  for (const name of mapFilterNames) set(`in_${name}`, choices.filters[name].join(','), '');
  if (choices.split) {
    const { field, values } = choices.split;
    parameters.set('split', values ? `${field}:${values.join(',')}` : field);
  }
  set('arrows', String(choices.arrows), String(defaultMapChoices.arrows));
  set('from', choices.from ?? '', '');
  set('to', choices.to ?? '', '');
  set('years', choices.yearsBy, defaultMapChoices.yearsBy);
  return parameters;
}

/** What the map asks of a claim beyond what all rooms ask. */
export function mapConditions({ until, find, filters }: MapChoices): Condition[] {
  return [
    ...mapFilterNames.flatMap((field): Condition[] =>
      filters[field].length === 0 ? [] : [{ field, values: filters[field] }],
    ),
    ...(until === null ? [] : [{ field: 'until' as const, values: [String(until)] }]),
    ...(find === '' ? [] : [{ field: 'find' as const, values: [find] }]),
  ];
}

/** The same sides and marks with nothing left out. */
export function withoutMapFilters(choices: MapChoices): MapChoices {
  const { until, find, filters, split } = defaultMapChoices;
  return { ...choices, until, find, filters, split };
}
