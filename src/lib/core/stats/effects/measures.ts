/** Every measure of effect that can be computed from what papers report, under the names of metafor's escalc. */

export type MeasureFamily = 'correlation' | 'partial correlation' | 'means' | 'table' | 'proportion';

/** The scale on which the effect is pooled: what has to be undone before it is shown. */
export type MeasureScale = 'as it is' | 'fisher z' | 'log' | 'logit' | 'arcsine' | 'double arcsine';

interface MeasureShape {
  title: string;
  family: MeasureFamily;
  scale: MeasureScale;
  /** A correlation, or the Fisher's z of one. */
  correlation: boolean;
  /** Sets of columns of which one must be filled; the first is the usual one. */
  inputs: readonly (readonly string[])[];
}

const correlations = [
  ['ri', 'ni'],
  ['ti', 'ni'],
  ['fi', 'ni'],
  ['pi', 'ni'],
  ['chi2i', 'ni'],
] as const;
const partials = [
  ['ti', 'ni', 'mi'],
  ['ri', 'ni', 'mi'],
  ['fi', 'ni', 'mi'],
  ['pi', 'ni', 'mi'],
] as const;
const semiPartials = partials.map((columns) => [...columns, 'r2i']);
const means = [['m1i', 'sd1i', 'n1i', 'm2i', 'sd2i', 'n2i']] as const;
const meansOrTest = [...means, ...['di', 'ti', 'fi', 'pi'].map((column) => [column, 'n1i', 'n2i'])];
const table = [
  ['ai', 'bi', 'ci', 'di'],
  ['ai', 'n1i', 'ci', 'n2i'],
] as const;
const proportion = [
  ['xi', 'ni'],
  ['xi', 'mi'],
] as const;

const shape = (
  family: MeasureFamily,
  title: string,
  inputs: MeasureShape['inputs'],
  scale: MeasureScale = 'as it is',
  correlation = false,
): MeasureShape => ({ title, family, scale, correlation, inputs });

/** The registry: a measure's title, scale and the columns that it needs. */
export const measures = {
  COR: shape('correlation', 'correlation', correlations, 'as it is', true),
  UCOR: shape('correlation', 'correlation, corrected for bias', correlations, 'as it is', true),
  ZCOR: shape('correlation', "Fisher's z of the correlation", correlations, 'fisher z', true),
  PCOR: shape('partial correlation', 'partial correlation', partials, 'as it is', true),
  ZPCOR: shape('partial correlation', "Fisher's z of the partial correlation", partials, 'fisher z', true),
  SPCOR: shape('partial correlation', 'semi-partial correlation', semiPartials, 'as it is', true),
  ZSPCOR: shape(
    'partial correlation',
    "Fisher's z of the semi-partial correlation",
    semiPartials,
    'fisher z',
    true,
  ),
  MD: shape('means', 'mean difference', means),
  SMD: shape('means', "standardised mean difference (Hedges' g)", meansOrTest),
  SMDH: shape('means', 'standardised mean difference, unequal variances', means),
  SMD1: shape('means', "standardised mean difference in the second group's units", [
    ['m1i', 'n1i', 'm2i', 'sd2i', 'n2i'],
  ]),
  ROM: shape('means', 'log ratio of means', means, 'log'),
  RBIS: shape('means', 'biserial correlation', meansOrTest, 'as it is', true),
  D2ORN: shape('means', 'log odds ratio from a mean difference, normal', meansOrTest, 'log'),
  D2ORL: shape('means', 'log odds ratio from a mean difference, logistic', meansOrTest, 'log'),
  OR: shape('table', 'log odds ratio', table, 'log'),
  RR: shape('table', 'log risk ratio', table, 'log'),
  RD: shape('table', 'risk difference', table),
  AS: shape('table', 'arcsine risk difference', table),
  PETO: shape('table', "log odds ratio, Peto's method", table, 'log'),
  PHI: shape('table', 'phi coefficient', table, 'as it is', true),
  YUQ: shape('table', "Yule's Q", table, 'as it is', true),
  YUY: shape('table', "Yule's Y", table, 'as it is', true),
  RTET: shape('table', 'tetrachoric correlation', table, 'as it is', true),
  OR2DN: shape('table', 'standardised mean difference from an odds ratio, normal', table),
  OR2DL: shape('table', 'standardised mean difference from an odds ratio, logistic', table),
  PR: shape('proportion', 'proportion', proportion),
  PLN: shape('proportion', 'log proportion', proportion, 'log'),
  PLO: shape('proportion', 'logit of the proportion', proportion, 'logit'),
  PAS: shape('proportion', 'arcsine of the proportion', proportion, 'arcsine'),
  PFT: shape('proportion', 'double arcsine of the proportion', proportion, 'double arcsine'),
} satisfies Record<string, MeasureShape>;

export type Measure = keyof typeof measures;

/** The registry's entry of a measure. */
export const describeMeasure = (measure: Measure): MeasureShape => measures[measure];

/** Reads a measure's name, in any case. Null where there is none of that name. */
export function parseMeasure(text: string): Measure | null {
  const name = text.trim().toUpperCase();
  return Object.hasOwn(measures, name) ? (name as Measure) : null;
}

/** Every column that a measure can make use of, for `--map` and for forms. */
export function columnsOf(measure: Measure): string[] {
  const { inputs, family } = describeMeasure(measure);
  const direction = inputs.some((columns) => columns.includes('pi')) ? ['direction'] : [];
  const checked = family === 'table' ? ['bi', 'di'] : [];
  return [...new Set([...inputs.flat(), ...checked, ...direction])];
}
