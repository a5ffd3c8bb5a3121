/**
 * A prime implicant chart, reduced without losing any cover of the smallest size.
 *
 * Terms that cover the same open columns are alike: a smallest cover takes at most one of them, and any of them will do.
 */
export interface ReducedChart {
  /** Classes of alike terms of which every smallest cover takes one. */
  fixed: number[][];
  /** What is left, in parts that share no column and no class. */
  parts: ChartPart[];
}

export interface ChartPart {
  /** For each class of alike terms, its terms. */
  members: number[][];
  /** For each class, its columns, numbered within the part. */
  columnsOf: number[][];
  /** For each column, its classes. */
  classesOf: number[][];
}

interface TermClass {
  terms: number[];
  columns: number[];
}

/**
 * Reduces a chart, over and over until nothing changes: a column is dropped where another one can be covered only by terms
 * that cover it, too (column dominance); the one class that covers a column is taken, with all its columns (essential).
 * McCluskey (1956, Bell System Technical Journal 35, 1417–1444).
 *
 * @param coveredBy For each term, the columns that it covers, as indices from 0.
 * @param keep Every smallest cover, or the size alone: then a class that covers nothing but what another one covers goes,
 *   too (row dominance).
 */
export function reduceChart(
  coveredBy: readonly (readonly number[])[],
  columnCount: number,
  keep: 'ties' | 'size' = 'ties',
): ReducedChart {
  const group = (open: ReadonlySet<number>) => {
    const classes = groupTerms(coveredBy, open);
    return keep === 'ties' ? classes : withoutNarrower(classes);
  };
  let open = new Set(Array.from({ length: columnCount }, (_, column) => column));
  const fixed: number[][] = [];
  for (;;) {
    const before = open.size;
    let classes = group(open);
    open = withoutDominated(classes, open);
    classes = group(open);
    const essential = findEssential(classes, open);
    for (const one of essential) {
      fixed.push(one.terms);
      for (const column of one.columns) open.delete(column);
    }
    if (open.size === before && essential.length === 0) return { fixed, parts: splitIntoParts(classes) };
  }
}

function groupTerms(coveredBy: readonly (readonly number[])[], open: ReadonlySet<number>): TermClass[] {
  const classes = new Map<string, TermClass>();
  for (const [term, all] of coveredBy.entries()) {
    const columns = [...new Set(all)].filter((column) => open.has(column)).sort((a, b) => a - b);
    if (columns.length === 0) continue;
    const key = columns.join();
    const alike = classes.get(key);
    if (alike) alike.terms.push(term);
    else classes.set(key, { terms: [term], columns });
  }
  return [...classes.values()];
}

function withoutNarrower(classes: readonly TermClass[]): TermClass[] {
  const sets = classes.map(({ columns }) => new Set(columns));
  return classes.filter(
    ({ columns }, at) =>
      !sets.some((wider, other) => {
        if (other === at || wider.size <= columns.length) return false;
        return columns.every((column) => wider.has(column));
      }),
  );
}

function classesByColumn(classes: readonly TermClass[]): Map<number, Set<number>> {
  const byColumn = new Map<number, Set<number>>();
  for (const [index, { columns }] of classes.entries()) {
    for (const column of columns) byColumn.set(column, (byColumn.get(column) ?? new Set()).add(index));
  }
  return byColumn;
}

function withoutDominated(classes: readonly TermClass[], open: ReadonlySet<number>): Set<number> {
  const byColumn = classesByColumn(classes);
  const sizeOf = (column: number) => byColumn.get(column)!.size;
  const bare = [...open].find((column) => !byColumn.has(column));
  if (bare !== undefined) throw new RangeError(`reduceChart: no term covers column ${bare}`);
  const kept: number[] = [];
  for (const column of [...open].sort((a, b) => sizeOf(a) - sizeOf(b) || a - b)) {
    const wider = byColumn.get(column)!;
    const implied = kept.some((other) => {
      for (const one of byColumn.get(other)!) if (!wider.has(one)) return false;
      return true;
    });
    if (!implied) kept.push(column);
  }
  return new Set(kept.sort((a, b) => a - b));
}

function findEssential(classes: readonly TermClass[], open: ReadonlySet<number>): TermClass[] {
  const byColumn = classesByColumn(classes);
  const sole = [...open].flatMap((column) =>
    byColumn.get(column)!.size === 1 ? [...byColumn.get(column)!] : [],
  );
  return [...new Set(sole)].map((index) => classes[index]);
}

/** Parts that share no column can be covered each by itself. */
function splitIntoParts(classes: readonly TermClass[]): ChartPart[] {
  const byColumn = classesByColumn(classes);
  const seen = new Set<number>();
  const parts: ChartPart[] = [];
  for (const start of byColumn.keys()) {
    if (seen.has(start)) continue;
    const columns = [start];
    const inside = new Set<number>();
    seen.add(start);
    for (const column of columns) {
      for (const one of byColumn.get(column)!) {
        inside.add(one);
        for (const next of classes[one].columns) {
          if (seen.has(next)) continue;
          seen.add(next);
          columns.push(next);
        }
      }
    }
    parts.push(
      renumber(
        [...inside].sort((a, b) => a - b).map((one) => classes[one]),
        columns,
      ),
    );
  }
  return parts;
}

function renumber(classes: readonly TermClass[], columns: number[]): ChartPart {
  const place = new Map(columns.sort((a, b) => a - b).map((column, at) => [column, at]));
  const columnsOf = classes.map((one) => one.columns.map((column) => place.get(column)!));
  const classesOf: number[][] = columns.map(() => []);
  for (const [index, covered] of columnsOf.entries())
    for (const column of covered) classesOf[column].push(index);
  return { members: classes.map(({ terms }) => terms), columnsOf, classesOf };
}
