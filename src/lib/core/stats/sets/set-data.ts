/**
 * Cases with their memberships in the conditions and the outcome of a set-theoretic analysis (QCA). A condition is crisp or
 * fuzzy, with memberships in [0, 1], or multi-value, with whole codes 0, 1, 2, … of at least three levels.
 */
export interface SetData {
  cases: string[];
  conditions: Condition[];
  /** Name of the outcome, with `~` before it where it was negated. */
  outcomeName: string;
  /** Membership of each case in the outcome, in [0, 1]; already negated where that was asked for. */
  outcome: Float64Array;
  /** Remarks that a reader must see, e.g. cases at exactly 0.5. */
  warnings: string[];
}

export interface Condition {
  name: string;
  /** 2 for crisp and fuzzy conditions, the number of codes for a multi-value one. */
  levels: number;
  /** Memberships, or codes, in the order of the cases. */
  values: Float64Array;
}

/** Why a table is no set data. `row` is the index of the case, null where the whole column or table is meant. */
export interface SetProblem {
  row: number | null;
  column: string | null;
  reason: string;
}

export interface SetTable {
  cases: readonly string[];
  /** Columns by name; null is a missing value. */
  columns: ReadonlyMap<string, readonly (number | null)[]>;
  /** `Y`, or `Y[2]` for one value of a multi-value outcome. */
  outcome: string;
  conditions: readonly string[];
  negate?: boolean;
}

/** Codes of a multi-value condition are single digits; larger numbers are raw data that nobody has calibrated. */
const largestCode = 9;
/** Differences of cases are kept as bits of a 32-bit integer. */
const mostConditions = 30;

/**
 * Takes a table as set data, or says what is wrong with it: a column that isn't there, a missing value, a membership
 * outside [0, 1]. Nothing is calibrated, rounded or left out on the way.
 */
export function readSetData(table: SetTable): { data: SetData } | { problem: SetProblem } {
  const { cases, conditions } = table;
  const [, outcomeColumn, outcomeCode] = /^(.*?)(?:\[(\d+)\])?$/.exec(table.outcome)!;
  const whole = (reason: string, column: string | null = null) => ({
    problem: { row: null, column, reason },
  });
  if (conditions.length === 0) return whole('there is no condition');
  if (conditions.length > mostConditions) return whole(`there are more than ${mostConditions} conditions`);
  if (cases.length === 0) return whole('there is no case');
  const twice = conditions.find((name, at) => conditions.indexOf(name) !== at);
  if (twice !== undefined) return whole('the condition is named twice', twice);
  if (conditions.includes(outcomeColumn)) return whole('the outcome is a condition, too', outcomeColumn);

  const read = new Map<string, Condition>();
  for (const name of [...conditions, outcomeColumn]) {
    const column = table.columns.get(name);
    if (!column) return whole('there is no such column', name);
    if (column.length !== cases.length)
      throw new RangeError(
        `readSetData: column ${name} has ${column.length} values for ${cases.length} cases`,
      );
    const condition = readColumn(name, column);
    if ('reason' in condition) return { problem: condition };
    read.set(name, condition);
  }
  const outcome = readOutcome(read.get(outcomeColumn)!, outcomeCode);
  if ('reason' in outcome) return { problem: outcome };
  const kept = conditions.map((name) => read.get(name)!);
  const terms = kept.reduce((product, { levels }) => product * (levels + 1), 1);
  if (terms > Number.MAX_SAFE_INTEGER) return whole('there are too many conditions with too many values');
  return {
    data: {
      cases: [...cases],
      conditions: kept,
      outcomeName: `${table.negate ? '~' : ''}${table.outcome}`,
      outcome: table.negate ? outcome.values.map((y) => 1 - y) : outcome.values,
      warnings: remarkOnHalves(kept, cases),
    },
  };
}

function readColumn(name: string, column: readonly (number | null)[]): Condition | SetProblem {
  for (const [row, value] of column.entries()) {
    if (value === null || Number.isNaN(value)) return { row, column: name, reason: 'the value is missing' };
    if (value < 0) return { row, column: name, reason: `${value} is below 0; a membership lies in [0, 1]` };
  }
  const values = Float64Array.from(column as readonly number[]);
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  if (largest <= 1) return { name, levels: 2, values };
  const coded = largest <= largestCode && values.every(Number.isInteger);
  if (coded) return { name, levels: largest + 1, values };
  const row = values.findIndex((value) => value > 1);
  const reason = `${values[row]} is above 1; a membership lies in [0, 1] (calibrate raw data first)`;
  return { row, column: name, reason };
}

function readOutcome(column: Condition, code: string | undefined): { values: Float64Array } | SetProblem {
  const { name, levels, values } = column;
  if (code !== undefined) {
    const fuzzy = values.findIndex((value) => !Number.isInteger(value));
    if (fuzzy >= 0) return { row: fuzzy, column: name, reason: `${values[fuzzy]} is no code of an outcome` };
    return { values: values.map((value) => (value === Number(code) ? 1 : 0)) };
  }
  if (levels === 2) return { values };
  const reason = `the outcome has ${levels} values; name the one to explain, as in ${name}[1]`;
  return { row: null, column: name, reason };
}

function remarkOnHalves(conditions: readonly Condition[], cases: readonly string[]): string[] {
  return conditions.flatMap(({ name, levels, values }) => {
    const at = levels > 2 ? [] : cases.filter((_, row) => values[row] === 0.5);
    if (at.length === 0) return [];
    const who = at.slice(0, 5).join(', ') + (at.length > 5 ? ', …' : '');
    return [
      `${name} is exactly 0.5 for ${at.length === 1 ? 'one case' : `${at.length} cases`} (${who}): neither in nor out, so ` +
        'in no row of the truth table, though counted in every consistency. Move the crossover a little.',
    ];
  });
}
