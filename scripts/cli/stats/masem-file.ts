/** Reads what `stats masem` is given: correlation matrices of several studies, as JSON. */
import { checkCorrelations, type CorrelationStudies } from '#lib/core/stats/masem/correlations.ts';
import { UsageError } from '../command.ts';

/** Reads and checks the file; a UsageError names study, row and column of what is wrong. */
export function readMasemFile(text: string, path: string): CorrelationStudies {
  const refuse = (message: string): never => {
    throw new UsageError(`${path}: ${message}`);
  };
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}.`);
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    return refuse('the file holds no object { vars, n, matrices }.');
  }
  const { vars, n, matrices, studies } = file as Record<string, unknown>;
  const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
  if (!Array.isArray(vars) || vars.length < 2 || !vars.every(isName)) {
    return refuse('"vars" must be a list of at least two names.');
  }
  const twice = vars.find((name, at) => vars.indexOf(name) !== at);
  if (twice !== undefined) return refuse(`the name "${twice}" is given twice.`);
  if (!Array.isArray(n)) return refuse('"n" must be a list of sample sizes, one a study.');
  if (!Array.isArray(matrices)) return refuse('"matrices" must be a list of matrices, one a study.');
  const names = Array.isArray(studies) && studies.length === n.length ? studies.map(String) : undefined;
  const input = { variables: vars, sizes: n as number[], matrices: matrices as number[][][], names };
  const [issue] = checkCorrelations(input);
  if (issue) return refuse(issue.message);
  return input;
}
