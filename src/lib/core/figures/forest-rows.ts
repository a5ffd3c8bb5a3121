import type { CodebookIndex } from '../codebook/codebook.ts';
import { sampleSize } from '../coding/sample-size.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { FactorSize, SizeBody } from '../lenses/size.ts';
import {
  exclusions,
  isPooled,
  type ExcludedEffect,
  type PooledEffect,
  type SizeEffect,
} from '../lenses/size-effects.ts';
import type { PooledSize } from '../lenses/size-pool.ts';
import { count, decimals, lowerFirst, studies } from '../words.ts';

/** One line of a forest plot, from the top down. */
export type ForestRow =
  | { kind: 'heading'; key: string; text: string }
  | {
      kind: 'study';
      key: string;
      effect: PooledEffect;
      name: string;
      /** Its part of the summary; null where there is none. */
      weight: number | null;
    }
  | {
      kind: 'summary';
      key: string;
      label: string;
      detail: string;
      pooled: PooledSize;
      isOverall: boolean;
      opens: string;
    }
  | { kind: 'prediction'; key: string; interval: readonly [number, number] }
  | { kind: 'shown'; key: string; effect: ExcludedEffect; name: string; text: string };

/** More studies than this make a picture that nobody reads: summaries are drawn, and the table names every study. */
export const mostStudies = 80;

export function listForestRows(size: FactorSize, codebook: CodebookIndex): ForestRow[] {
  const names = nameEffects(size.effects, codebook);
  const areMany = size.all.effects.length > mostStudies;
  const weights = weighEffects(size.all);
  const partialWeights = weighEffects(size.partial);
  const study = (effect: PooledEffect): ForestRow => ({
    kind: 'study',
    key: effect.estimate.key,
    effect,
    name: names.get(effect)!,
    weight: (effect.kind === 'partial' ? partialWeights : weights).get(effect) ?? null,
  });
  const rows: ForestRow[] = [];
  const isDivided = size.outcomes.length > 1;
  for (const { outcome, effects, summary } of size.outcomes) {
    const text = codebook.concept('outcome', outcome)?.label ?? outcome;
    rows.push({ kind: 'heading', key: outcome, text });
    if (!areMany) rows.push(...effects.map(study));
    const opens = writeTarget({ factor: size.factor, outcome });
    if (isDivided && summary.identified) {
      rows.push(summarise(outcome, areMany ? text : 'Pooled', summary, false, opens));
    }
  }
  if (size.all.summary.identified) {
    const { summary } = size.all;
    const label = isDivided ? 'All outcomes' : 'Pooled';
    rows.push(summarise('all', label, summary, true, writeTarget({ factor: size.factor })));
    if (summary.prediction) {
      rows.push({ kind: 'prediction', key: 'prediction', interval: summary.prediction });
    }
  }
  if (size.partial.effects.length > 0) {
    rows.push({ kind: 'heading', key: 'partial', text: 'Partial correlations, apart' });
    rows.push(...size.partial.effects.slice(0, mostStudies).map(study));
    const { summary } = size.partial;
    if (summary.identified) {
      rows.push(summarise('partial', 'Pooled', summary, false, writeTarget({ factor: size.factor })));
    }
  }
  if (size.shown.length > 0) {
    rows.push({ kind: 'heading', key: 'shown', text: 'Shown, not pooled' });
    rows.push(
      ...size.shown.slice(0, mostStudies).map((effect): ForestRow => ({
        kind: 'shown',
        key: effect.estimate.key,
        effect,
        name: names.get(effect)!,
        text: `${reportedWords(effect, codebook)}: ${exclusions[effect.excluded][2]}`,
      })),
    );
  }
  return rows;
}

function summarise(
  key: string,
  label: string,
  pooled: PooledSize,
  isOverall: boolean,
  opens: string,
): ForestRow {
  const spread = pooled.I2 === null ? '' : `, I² ${Math.round(pooled.I2)}\u202f%`;
  const detail = `${studies(pooled.k)}${spread}`;
  return { kind: 'summary', key: `summary-${key}`, label, detail, pooled, isOverall, opens };
}

function weighEffects({ effects, summary }: SizeBody): Map<PooledEffect, number> {
  return new Map(summary.identified ? effects.map((effect, at) => [effect, summary.weights[at]]) : []);
}

/** The study's name, with what was correlated where it stands twice under one heading. */
function nameEffects(effects: readonly SizeEffect[], codebook: CodebookIndex): Map<SizeEffect, string> {
  const placeOf = (effect: SizeEffect) =>
    JSON.stringify([
      effect.study.key,
      ...(isPooled(effect) ? [effect.kind, effect.kind === 'partial' ? '' : effect.outcome] : []),
    ]);
  const places = Map.groupBy(effects, placeOf);
  return new Map(
    effects.map((effect) => {
      const { study, estimate } = effect;
      const part = [estimate.a, estimate.b]
        .filter(({ kind }) => kind === 'factor')
        .map(({ kind, key }) => lowerFirst(codebook.concept(kind, key)?.label ?? key));
      return [
        effect,
        places.get(placeOf(effect))!.length > 1 ? `${study.label}, ${part.join(', ')}` : study.label,
      ];
    }),
  );
}

/** "standardised coefficient 0.25, n = 218 people" */
export function reportedWords({ estimate }: SizeEffect, codebook: CodebookIndex): string {
  const { type, value } = estimate;
  const places = Math.max(2, String(value).split('.')[1]?.length ?? 0);
  const number = Number.isFinite(value) ? decimals(value, Math.min(places, 4)) : 'no value';
  const size = sampleSize(estimate, codebook);
  return `${codebook.codeLabel('effectTypes', type)} ${number}${size === null ? '' : `, n = ${size}`}`;
}

/** "5 studies, 7 correlations" */
export function countBody({ all, partial, shown }: FactorSize): string {
  const countStudies = (effects: readonly SizeEffect[]) =>
    new Set(effects.map(({ study }) => study.key)).size;
  if (all.effects.length + partial.effects.length === 0) {
    const numbers = `${count(shown.length, 'number')} from ${studies(countStudies(shown))}`;
    return `${numbers}, shown, not pooled`;
  }
  const own = countStudies(all.effects);
  const parts = [`${studies(own)} with ${count(all.effects.length, 'correlation')} to pool`];
  if (partial.effects.length > 0) parts.push(count(partial.effects.length, 'partial correlation'));
  if (shown.length > 0) parts.push(`${count(shown.length, 'number')} shown, not pooled`);
  return parts.join(', ');
}
