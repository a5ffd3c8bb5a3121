import { certaintyRank } from '../../coding/certainty.ts';
import { describeCertain, type CertainRow } from '../../lenses/certain.ts';
import type { LensResult } from '../../lenses/lens.ts';
import { certaintyMarks, dotsWidth } from '../certainty-marks.ts';
import type { Mark } from '../scene.ts';
import { drawReason, missingColumn, numbers, type CellPlace, type LensColumn } from './lens-column.ts';

/** How sure people are: dots up to the least certain outcome, and how many outcomes they judged. */
export function certainColumn(result: LensResult<CertainRow>): LensColumn {
  if (!result.identified) return missingColumn('certain', result.reason);
  const { rows } = result;
  if (rows.every(({ levels }) => levels.length === 0)) {
    return missingColumn('certain', 'Nobody has judged yet how certain the evidence is.', 'not judged');
  }
  const find = (factor: string) => rows.find((row) => row.factor === factor)!;
  const judged = ({ pairs }: CertainRow) => pairs.filter(({ level }) => level !== null).length;
  const least = ({ levels }: CertainRow) =>
    levels.length === 0 ? null : Math.min(...levels.map(certaintyRank));
  return {
    key: 'certain',
    state: 'shown',
    short: '',
    reason: '',
    units: ['outcomes judged', 'judged'],
    note: 'Certain: people’s judgement after GRADE; the dots are of the least certain outcome, the numbers say how many outcomes were judged.',
    order: (factor) => least(find(factor)),
    drawScale: () => [],
    drawCell(factor, place) {
      const row = find(factor);
      const level = row.levels.find((one) => certaintyRank(one) === least(row));
      return level
        ? drawLevel(level, `${judged(row)} of ${row.pairs.length}`, place)
        : drawReason('not judged', place);
    },
    describe: (factor) => `certainty ${describeCertain(find(factor))}`,
    table: {
      columns: [{ label: 'Certainty', isNumber: false }, ...numbers('Outcomes judged', 'Outcomes')],
      cells(factor) {
        const row = find(factor);
        return [describeCertain(row), judged(row), row.pairs.length];
      },
    },
  };
}

function drawLevel(
  level: Parameters<typeof certaintyMarks>[0]['level'],
  words: string,
  { key, panel, y, series }: CellPlace,
): Mark[] {
  return [
    ...certaintyMarks({ key, level, x: panel.x, y, width: dotsWidth, series }),
    {
      key: `${key}-judged`,
      kind: 'text',
      x: panel.x + dotsWidth + 6,
      y: y + 4,
      text: words,
      tone: 'quiet',
      size: 11,
      series,
    },
  ];
}
