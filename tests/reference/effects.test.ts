/** Effects and sampling variances against metafor 5.1-12's escalc, data set by data set. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import { computeEffects, parseMeasure, type Measure } from '#lib/core/stats/effects/compute-effects.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';

const reference = '../shared/reference/meta';
const corpus = '../shared/corpus/meta';
const present = existsSync(reference) && existsSync(corpus);

writeDifferencesOf('effects');

type Cells = Record<string, string>;
interface Source {
  /** escalc's name by the file's column. */
  columns: Record<string, string>;
  keep?: (cells: Cells) => boolean;
}

const table = { ai: 'ai', n1i: 'n1i', ci: 'ci', n2i: 'n2i' };
const bcg: Source = { columns: { ai: 'tpos', bi: 'tneg', ci: 'cpos', di: 'cneg' } };
const aloe: Source = { columns: { ti: 'tval', ni: 'n', mi: 'preds', r2i: 'R2' } };
const pairs = (columns: string): Source => ({
  columns: Object.fromEntries(columns.split(',').map((name) => [name, name])),
});
const craft = (one: string, other: string): Source => ({
  ...pairs('ri,ni'),
  keep: (cells) => cells.var1 === one && cells.var2 === other,
});
const groups = pairs('m1i,sd1i,n1i,m2i,sd2i,n2i');

/** Where each reference set has its raw numbers, by the name before the measure. */
const sources: Record<string, Source> = {
  aloe2013: aloe,
  bcg,
  cohen1981: pairs('ri,ni'),
  collins1985b: { columns: { ai: 'pre.xti', n1i: 'pre.nti', ci: 'pre.xci', n2i: 'pre.nci' } },
  'craft2003_acog-conf': craft('acog', 'conf'),
  'craft2003_acog-perf': craft('acog', 'perf'),
  'craft2003_asom-conf': craft('asom', 'conf'),
  crede2010_gpa: { ...pairs('ri,ni'), keep: (cells) => cells.criterion === 'gpa' },
  // Elevated over ambient: the file's second group comes first.
  curtis1998: {
    columns: { m1i: 'm2i', sd1i: 'sd2i', n1i: 'n2i', m2i: 'm1i', sd2i: 'sd1i', n2i: 'n1i' },
  },
  debruin2009: pairs('xi,ni'),
  egger2001: { columns: table },
  furukawa2003: { columns: { m1i: 'Me', sd1i: 'Se', n1i: 'Ne', m2i: 'Mc', sd2i: 'Sc', n2i: 'Nc' } },
  hannum2020: pairs('xi,ni'),
  linde2005: { columns: table },
  mcdaniel1994: pairs('ri,ni'),
  michael2013: {
    columns: {
      m1i: 'Brain_m',
      sd1i: 'Brain_s',
      n1i: 'Brain_n',
      m2i: 'No_brain_m',
      sd2i: 'No_brain_s',
      n2i: 'No_brain_n',
    },
  },
  molloy2014: pairs('ri,ni'),
  nakagawa2007: { columns: { ri: 'Correlation', ni: 'SampleSize' } },
  nielweise2007: { columns: table },
  normand1999: groups,
  pritz1997: pairs('xi,ni'),
};

/** Sets whose effects came with the data, or whose measure is no part of the product. */
const notOffered: Record<string, string> = {
  assink2016_naive: 'yi and vi are given',
  bangertdrowns2004_given: 'yi and vi are given',
  baskerville2012_given: 'yi and vi are given',
  konstantopoulos2011_naive: 'yi and vi are given',
  lehmann2018_given: 'yi and vi are given',
  tannersmith2016: 'yi and vi are given',
  bonett2010_ABT: 'coefficient alpha',
  bonett2010_ARAW: 'coefficient alpha',
  nielweise2008_IRD: 'incidence rates',
  nielweise2008_IRSD: 'incidence rates',
};

const names = present
  ? readdirSync(reference)
      .map((file) => file.replace('.json', ''))
      .filter((name) => !/^(mv|psy|aggregate|robumeta|mh)_|^_/.test(name))
  : [];

describe.skipIf(!present)('escalc, on every data set', () => {
  it('leaves out no reference file unawares', () => {
    const known = names.filter((name) => name in notOffered || splitName(name));
    expect(known).toEqual(names);
    expect(names.length).toBeGreaterThan(40);
  });

  it("Peto's odds ratio, whose inverse-variance mean is rma.peto's", () => {
    const { rows: seen } = computeEffects('PETO', readSet('bcg', sources.bcg));
    const weights = seen.map(({ vi }) => 1 / vi!);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = seen.reduce((sum, { yi }, row) => sum + weights[row] * yi!, 0) / total;
    const expected = JSON.parse(readFileSync(`${reference}/mh_peto.json`, 'utf8')).Peto;
    expect(recordDifference('PETO', mean, expected.est)).toBeLessThan(tolerances.closedForm);
    expect(recordDifference('PETO', 1 / Math.sqrt(total), expected.se)).toBeLessThan(tolerances.closedForm);
  });

  for (const name of names.filter((one) => !(one in notOffered))) {
    it(name, () => compareSet(name));
  }
});

function splitName(name: string): { set: string; measure: Measure } | null {
  const at = name.lastIndexOf('_');
  const measure = parseMeasure(name.slice(at + 1));
  const set = name.slice(0, at);
  return measure && set in sources ? { set, measure } : null;
}

function compareSet(name: string): void {
  const { set, measure } = splitName(name)!;
  const rows = readSet(set, sources[set]);
  const expected: { yi: (number | null)[]; vi: (number | null)[] } = JSON.parse(
    readFileSync(`${reference}/${name}.json`, 'utf8'),
  );
  const { rows: seen, issues } = computeEffects(measure, rows);
  expect(seen.length).toBe(expected.yi.length);
  const tolerance = measure === 'RTET' ? tolerances.estimate : tolerances.closedForm;
  expected.yi.forEach((yi, row) => {
    if (yi === null) {
      expect(seen[row].yi, `row ${row}`).toBeNull();
      expect(issues.map((issue) => issue.row)).toContain(row);
      return;
    }
    expect(recordDifference(measure, seen[row].yi!, yi), `yi of row ${row}`).toBeLessThan(tolerance);
    const vi = expected.vi[row]!;
    expect(recordDifference(measure, seen[row].vi!, vi), `vi of row ${row}`).toBeLessThan(tolerance);
    // Variances are small numbers, so that a relative difference says more.
    if (measure !== 'RTET')
      expect(Math.abs(seen[row].vi! / vi - 1), `vi of row ${row}`).toBeLessThan(tolerance);
  });
}

function readSet(set: string, { columns, keep = () => true }: Source): Record<string, number | null>[] {
  const file = `${corpus}/dat.${set.split('_')[0]}.csv`;
  return readCsv(readFileSync(file, 'utf8'))
    .rows.map(({ cells }) => cells)
    .filter(keep)
    .map((cells) => readRow(columns, cells));
}

function readRow(columns: Record<string, string>, cells: Cells): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, source]) => {
      const cell = cells[source];
      if (cell === undefined) throw new TypeError(`the corpus has no column ${source}`);
      return [column, cell === '' || cell === 'NA' ? null : Number(cell)];
    }),
  );
}
