/** The sample reviews as Datasets, read from db/ by the same readers as a user's folder. */
import { existsSync, readFileSync } from 'node:fs';
import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { readReviewTables, tableFiles } from '#lib/core/coding/review-folder.ts';
import { readReviewFacts } from '#lib/core/coding/review-facts.ts';

const place = (folder: string, file: string) => new URL(`../../db/${folder}/${file}`, import.meta.url);
const reader = (folder: string) => (file: string) => readFileSync(place(folder, file), 'utf8');

/** Leadership and other factors in partnerships: many claims, few numbers. */
export function loadSampleDataset(): Dataset {
  return loadDataset('sample');
}

/** Anxiety, confidence and performance in sport: correlation matrices of ten studies. */
export function loadCraftDataset(): Dataset {
  return loadDataset('sample-craft');
}

function loadDataset(folder: string): Dataset {
  const read = reader(folder);
  const { facts } = readReviewFacts(JSON.parse(read('review.json')));
  if (!facts) throw new Error(`${folder}/review.json can't be read`);
  const { codebook, issues } = readCodebook(JSON.parse(read('codebook.json')));
  if (!codebook) throw new Error(JSON.stringify(issues));
  const texts = Object.fromEntries(
    Object.entries(tableFiles)
      .filter(([, file]) => existsSync(place(folder, file)))
      .map(([table, file]) => [table, read(file)]),
  );
  const tables = readReviewTables(texts, new CodebookIndex(codebook));
  if (tables.issues.some(({ severity }) => severity === 'error'))
    throw new Error(JSON.stringify(tables.issues));
  const idOf = <Row extends { key: string; study: string }>(row: Row) => ({
    id: row.key,
    key: row.key,
    study: row.study,
  });
  return {
    ...facts,
    codebook,
    studies: tables.studies.map((row) => ({
      id: row.key,
      key: row.key,
      references: (row.texts.reports || row.key).split(';'),
      ...row.facts,
    })),
    claims: tables.claims.map((row) => ({ ...idOf(row), ...row.facts })),
    estimates: tables.estimates.map((row) => ({ ...idOf(row), ...row.facts })),
    comparisons: tables.comparisons.map((row) => ({
      id: row.key,
      key: row.key,
      study: row.study,
      ...row.facts,
    })),
    certainty: [],
    caseTables: [],
    references: [],
    evidenceTo: null,
  };
}

export function readExpected() {
  return JSON.parse(reader('sample')('expected.json'));
}
