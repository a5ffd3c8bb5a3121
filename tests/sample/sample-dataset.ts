/** The sample review as a Dataset, read from db/sample by the same readers as a user's folder. */
import { readFileSync } from 'node:fs';
import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { readReviewTables, tableFiles } from '#lib/core/coding/review-folder.ts';
import { defaultRubric } from '#lib/core/coding/rubric.ts';
import { defaultRungs } from '#lib/core/coding/rungs.ts';

const folder = new URL('../../db/sample/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

export function loadSampleDataset(): Dataset {
  const { codebook, issues } = readCodebook(JSON.parse(read('codebook.json')));
  if (!codebook) throw new Error(JSON.stringify(issues));
  const texts = Object.fromEntries(Object.entries(tableFiles).map(([table, file]) => [table, read(file)]));
  const tables = readReviewTables(texts, new CodebookIndex(codebook));
  if (tables.issues.some(({ severity }) => severity === 'error'))
    throw new Error(JSON.stringify(tables.issues));
  const idOf = <Row extends { key: string; study: string }>(row: Row) => ({
    id: row.key,
    key: row.key,
    study: row.study,
  });
  return {
    title: codebook.title,
    question: '',
    caveat: '',
    codebook,
    rubric: defaultRubric,
    rungs: defaultRungs,
    seed: 1,
    studies: tables.studies.map((row) => ({
      id: row.key,
      key: row.key,
      references: [row.key],
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
    references: [],
    evidenceTo: null,
  };
}

export function readExpected() {
  return JSON.parse(read('expected.json'));
}
