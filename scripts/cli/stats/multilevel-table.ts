/** Reads the table that `stats multilevel` is given: effects, variances, groups and moderators. */
import type { CsvRow } from '#lib/core/csv/read.ts';
import { makeDesign, type Design, type Moderator } from '#lib/core/stats/multilevel/design.ts';
import {
  clusteredSampling,
  groupRows,
  independentSampling,
  type SamplingBlock,
} from '#lib/core/stats/multilevel/sampling.ts';
import { UsageError } from '../command.ts';
import { readCell, readTable, requireColumn } from './table.ts';

export interface TableChoice {
  file: string;
  /** Columns of labels that must not be empty. */
  labels: string[];
  /** Names of moderators; `factor(x)` takes numbers as words. */
  moderators: string[];
  intercept: boolean;
  /** `rho=0.6,cluster=study` or `columns=v1i+v2i,cluster=trial`. */
  covariance: string | undefined;
}

export interface MultilevelTable {
  effects: number[];
  sampling: SamplingBlock[];
  design: Design;
  /** The labels of a column, k. */
  labels(column: string): string[];
  warnings: string[];
}

/** Reads and checks; a UsageError names line and column of what is wrong. Rows with a missing value are left out. */
export function readMultilevelTable(bytes: Uint8Array, choice: TableChoice): MultilevelTable {
  const { file } = choice;
  const table = readTable(bytes, file);
  const { rows, issues } = table;
  const covariance = readCovariance(choice.covariance);
  const moderators = choice.moderators.map((name) => ({
    name,
    column: /^factor\((.+)\)$/.exec(name)?.[1] ?? name,
    isFactor: name.startsWith('factor('),
  }));
  const variances = covariance?.columns ? [] : ['vi'];
  const used = [
    'yi',
    ...variances,
    ...choice.labels,
    ...moderators.map(({ column }) => column),
    ...(covariance ? [covariance.cluster] : []),
  ];
  for (const column of [...used, ...(covariance?.columns ?? [])]) requireColumn(table, column, file);
  const kept = rows.filter(({ cells }) => used.every((column) => readCell(cells[column]) !== null));
  const warnings = issues.map(({ message }) => message);
  if (kept.length < rows.length) {
    const lines = rows.filter((row) => !kept.includes(row)).map(({ line }) => line);
    warnings.push(`Left out for a missing value: line ${lines.join(', ')}.`);
  }
  const number = (row: CsvRow, column: string): number => {
    const value = readCell(row.cells[column]);
    if (typeof value !== 'number') {
      throw new UsageError(
        `${file}, line ${row.line}, column ${column}: "${row.cells[column]}" is not a number.`,
      );
    }
    return value;
  };
  const variance = (row: CsvRow): number => {
    const value = number(row, 'vi');
    if (value < 0)
      throw new UsageError(`${file}, line ${row.line}, column vi: a variance cannot be ${value}.`);
    return value;
  };
  const labels = (column: string) => kept.map(({ cells }) => cells[column]);
  const design = makeDesign(
    kept.length,
    moderators.map(({ name, column, isFactor }): Moderator => {
      const isNumeric = !isFactor && kept.every(({ cells }) => typeof readCell(cells[column]) === 'number');
      return { name, values: isNumeric ? kept.map((row) => number(row, column)) : labels(column) };
    }),
    choice.intercept,
  );
  if (design.names.length === 0) throw new UsageError('Without an intercept, --mods must name a moderator.');
  return {
    effects: kept.map((row) => number(row, 'yi')),
    sampling: covariance?.columns
      ? readBlocks(kept, covariance.cluster, covariance.columns, number, file)
      : covariance
        ? clusteredSampling(kept.map(variance), labels(covariance.cluster), covariance.correlation!)
        : independentSampling(kept.map(variance)),
    design,
    labels,
    warnings,
  };
}

interface Covariance {
  cluster: string;
  correlation?: number;
  columns?: string[];
}

function readCovariance(text: string | undefined): Covariance | null {
  if (text === undefined) return null;
  const parts = new Map(
    text.split(',').map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const cluster = parts.get('cluster');
  const rho = parts.get('rho');
  const columns = parts.get('columns');
  const unknown = [...parts.keys()].filter((key) => !['cluster', 'rho', 'columns'].includes(key));
  if (!cluster || unknown.length > 0 || (rho === undefined) === (columns === undefined)) {
    throw new UsageError(
      `--vcov takes rho=0.6,cluster=COLUMN or columns=v1+v2,cluster=COLUMN, not "${text}".`,
    );
  }
  if (columns !== undefined) return { cluster, columns: columns.split('+') };
  const correlation = readCell(rho!);
  if (typeof correlation !== 'number' || Math.abs(correlation) > 1) {
    throw new UsageError(`--vcov: rho lies between -1 and 1, not "${rho}".`);
  }
  return { cluster, correlation };
}

/** The rows of each cluster's covariance matrix stand in the columns named, the first for its first effect. */
function readBlocks(
  rows: readonly CsvRow[],
  cluster: string,
  columns: readonly string[],
  number: (row: CsvRow, column: string) => number,
  file: string,
): SamplingBlock[] {
  return [...groupRows(rows.map(({ cells }) => cells[cluster]))].map(([label, own]) => {
    if (own.length > columns.length) {
      throw new UsageError(
        `${file}: ${cluster} ${label} has ${own.length} effects, but --vcov names ${columns.length} columns.`,
      );
    }
    const covariance = own.map((row) => own.map((_, j) => number(rows[row], columns[j])));
    own.forEach((row, i) => {
      if (covariance[i][i] < 0) {
        throw new UsageError(
          `${file}, line ${rows[row].line}, column ${columns[i]}: a variance cannot be ${covariance[i][i]}.`,
        );
      }
      own.slice(0, i).forEach((_, j) => {
        if (Math.abs(covariance[i][j] - covariance[j][i]) <= 1e-8) return;
        throw new UsageError(
          `${file}, line ${rows[row].line}, column ${columns[j]}: the covariances of ${cluster} ${label} are not symmetric.`,
        );
      });
    });
    return { rows: own, covariance };
  });
}
