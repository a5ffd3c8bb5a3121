import type { CodeListName } from '../codebook/code-list.ts';
import type { CodebookIndex } from '../codebook/codebook.ts';
import type { ConceptKind } from '../codebook/concept.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { mendText } from '../mend-text.ts';

/** What a form or a table row holds: text by field name. Several values in one field are joined with `;`. */
export type FieldTexts = Record<string, string | undefined>;

/** Largest count that is kept: databases hold whole numbers of 32 bits, and no study has as many people. */
export const largestCount = 1_000_000_000;

export interface NumberBounds {
  /** What is read, to begin a message with. */
  what: string;
  /** Least and largest value, inclusive. */
  min?: number;
  max?: number;
  /** A value that is too small already. */
  above?: number;
  integer?: boolean;
}

/** Longest text of a field, in characters; a pasted chapter is a mistake that should be said. */
const longestText = 20_000;

/**
 * Turns the texts of a form or a table row into values, one call a field, and collects what is wrong beside the field's
 * name. An empty text is "not stated".
 */
export class FieldReader {
  readonly issues: Issue<FieldPlace>[] = [];
  readonly #texts: FieldTexts;
  readonly #codebook: CodebookIndex;

  constructor(texts: FieldTexts, codebook: CodebookIndex) {
    this.#texts = texts;
    this.#codebook = codebook;
  }

  get hasErrors(): boolean {
    return this.issues.some(({ severity }) => severity === 'error');
  }

  report(field: string, code: string, message: string, severity: Issue['severity'] = 'error'): void {
    this.issues.push({ code, severity, message, where: { field } });
  }

  text(field: string): string {
    const text = mendText(this.#texts[field] ?? '').trim();
    if (text.length <= longestText) return text;
    this.report(field, 'too-long', `This text has ${text.length} characters; ${longestText} is the limit.`);
    return text.slice(0, longestText);
  }

  /** An http(s) address, or '' where there is none; anything else is left out with a warning. */
  url(field: string): string {
    const url = this.text(field);
    if (url === '' || /^https?:\/\//i.test(url)) return url;
    const message = `An address begins with https:// or http://; "${url.slice(0, 60)}" was left out.`;
    this.report(field, 'unsafe-url', message, 'warning');
    return '';
  }

  /** A code of a list, or null where nothing is stated. */
  code(field: string, list: CodeListName): string | null {
    const key = this.text(field);
    if (key === '') return null;
    return this.#knownCode(field, list, key) ? key : null;
  }

  /** Several codes of a list, joined with `;`, each once. */
  codes(field: string, list: CodeListName): string[] {
    const keys = this.text(field)
      .split(';')
      .map((key) => key.trim())
      .filter(Boolean);
    return [...new Set(keys)].filter((key) => this.#knownCode(field, list, key));
  }

  /** The key of a concept, or null where nothing is stated. */
  concept(field: string, kind: ConceptKind): string | null {
    const key = this.text(field);
    if (key === '') return null;
    const concept = this.#codebook.concept(kind, key);
    if (!concept) {
      this.report(field, `unknown-${kind}`, `The codebook has no ${kind} "${key}".`);
      return null;
    }
    if (concept.retired) {
      this.report(
        field,
        'retired',
        `"${concept.label}" is retired; choose another ${kind} for new coding.`,
        'warning',
      );
    }
    return key;
  }

  /**
   * A number within bounds (inclusive), or null where nothing is stated. A decimal comma is read as a point; in a whole
   * number commas part thousands.
   */
  number(field: string, bounds: NumberBounds): number | null {
    const text = this.text(field).replace('−', '-');
    if (text === '') return null;
    const { min = -Infinity, max = Infinity, above = -Infinity, integer = false, what } = bounds;
    const value = readNumber(text, integer);
    const refuse = (code: string, message: string) => {
      this.report(field, code, message);
      return null;
    };
    if (!Number.isFinite(value))
      return refuse('not-a-number', `${what} must be a number; "${text}" is not one.`);
    if (value <= above) return refuse('out-of-range', `${what} is greater than ${above}; this says ${text}.`);
    if (value < min || value > max || (integer && !Number.isInteger(value))) {
      // The largest count is said only to whoever goes beyond it.
      const upper = max === largestCount && value <= max ? Infinity : max;
      const rule = describeBounds(min, upper, integer);
      return refuse('out-of-range', `${what} ${rule}; this says ${text}.`);
    }
    return value;
  }

  #knownCode(field: string, list: CodeListName, key: string): boolean {
    if (this.#codebook.code(list, key)) return true;
    const allowed = this.#codebook.codebook.lists[list]
      .filter(({ retired }) => !retired)
      .map(({ key }) => key);
    this.report(
      field,
      'unknown-code',
      `"${key}" is not in the list; it allows ${allowed.join(', ') || 'nothing yet'}.`,
    );
    return false;
  }
}

function readNumber(text: string, integer: boolean): number {
  if (integer && /^[-+]?\d{1,3}(,\d{3})+$/.test(text)) return Number(text.replaceAll(',', ''));
  return Number(/^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
}

function describeBounds(min: number, max: number, integer: boolean): string {
  const kind = integer ? 'must be a whole number' : 'must be a number';
  if (Number.isFinite(min) && Number.isFinite(max)) return `${kind} between ${min} and ${max}`;
  if (Number.isFinite(min)) return `${kind}, ${min} or more`;
  return Number.isFinite(max) ? `${kind}, ${max} or less` : kind;
}
