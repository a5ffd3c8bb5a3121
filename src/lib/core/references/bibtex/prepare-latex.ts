/** Puts a LaTeX value into a shape that parsers can read: braces that match, dollars that pair, known commands. */
import { addSymbol, functionPattern, isKnownCommand, unbracedPattern } from './latex-symbols.ts';
import { lookUpSymbol } from './second-parser.ts';

/** Whether a value has anything in it that LaTeX would treat otherwise than as itself. */
export function isLatex(value: string): boolean {
  return /[\\{}$~`]|--|''/.test(value);
}

export function prepareLatex(value: string): string {
  if (!isLatex(value)) return value;
  let prepared = value;
  if (prepared.includes('\\')) prepared = settleCommands(prepared);
  prepared = balanceBraces(prepared);
  if (prepared.includes('$'))
    prepared = protectDollars(prepared.replace(/(?<!\$)\$\$([^$]+)\$\$(?!\$)/g, '$$$1$$'));
  if (prepared.includes('`')) prepared = prepared.replace(/(?<![\\`\w])`([^`'\n]{1,200})'(?!')/g, '‘$1’');
  return prepared;
}

/** `{\noopsort{beauvoir}}de Beauvoir` tells BibTeX how to sort, and is not printed. */
export function dropSortKeys(value: string): string {
  if (!/\\(?:noop|no)?sort/i.test(value)) return value;
  const command = '\\\\(?:noopsort|sortnoop|nosort|noop|sortas)\\s*\\{[^{}]*\\}';
  return value.replace(new RegExp(`\\{${command}\\}|${command}`, 'gi'), '');
}

function settleCommands(value: string): string {
  const text = dropSortKeys(value);
  return (
    text
      .replace(/\\(?=\s|$)/g, (_, offset: number) => (isEscaped(text, offset) ? '\\' : ''))
      .replace(/\\verb\*?([|!+/"])([^\n]{0,200}?)\1/g, (_, _mark, words: string) =>
        words.replace(/[\\{}$~]/g, ''),
      )
      .replace(
        functionPattern,
        (_, name: string, gap: string | undefined) => ` \\${name}${gap === undefined ? '' : '{} '}`,
      )
      .replace(/\\sqrt\s*\[[^\][{}]{0,20}\]/g, '\\sqrt')
      .replace(unbracedPattern, '\\$1{$2}')
      .replace(/\\([dt]?frac)\s*([\p{L}\d])\s*([\p{L}\d])/gu, '\\$1{$2}{$3}')
      // An accent on nothing, and a box around nothing.
      .replace(/\\["'`^~=.]\s*(?:\{\s*\}|$)|\\[ucvdbkHrt]\s*\{\s*\}|\\[mh]box(?![a-zA-Z]|\s*\{)/g, '')
      .replace(/\\[()[\]]/g, '$$')
      .replace(/\\ensuremath\s*\{([^{}$]*)\}/g, '$$$1$$')
      .replace(/\\begin\{(?:center|flushleft|quote)\}|\\end\{(?:center|flushleft|quote)\}/g, ' ')
      .replace(/\\([a-zA-Z]+)\*?(\s*\{)?/g, (whole, name: string, brace: string | undefined) => {
        // citation-js would find these in every table.
        if (name in Object.prototype) return brace ?? name;
        if (name === 'begin' || name === 'end' || isKnownCommand(name)) return whole;
        const symbol = lookUpSymbol(name);
        if (symbol) {
          addSymbol(name, symbol);
          return whole;
        }
        // Of a command nobody knows, the argument is what there is to read.
        return brace ?? whole;
      })
  );
}

/** Whether the backslash at `offset` is itself escaped by the one before it. */
function isEscaped(value: string, offset: number): boolean {
  let backslashes = 0;
  for (let before = offset - 1; before >= 0 && value[before] === '\\'; before -= 1) backslashes += 1;
  return backslashes % 2 === 1;
}

/** Drops closing braces that nothing opened and closes those that were left open. Escaped braces are text. */
function balanceBraces(value: string): string {
  if (!/[{}]/.test(value)) return value;
  let depth = 0;
  let kept = '';
  let done = 0;
  for (let offset = 0; offset < value.length; offset += 1) {
    const character = value[offset];
    if (character === '\\') offset += 1;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth > 0) {
        depth -= 1;
      } else {
        kept += value.slice(done, offset);
        done = offset + 1;
      }
    }
  }
  return depth === 0 && done === 0 ? value : kept + value.slice(done) + '}'.repeat(depth);
}

/** "from $5 to $10" is money, "$x_5$" is mathematics: a dollar that opens no formula becomes a sign. */
function protectDollars(value: string): string {
  const dollars = [...value.matchAll(/\\?\$/g)].filter(([found]) => found === '$').map(({ index }) => index);
  const signs = new Set<number>();
  for (let pair = 0; pair < dollars.length; pair += 1) {
    const content = value.slice(dollars[pair] + 1, dollars[pair + 1] ?? undefined);
    const isClosed = pair + 1 < dollars.length;
    if (isClosed && isFormula(content, value[dollars[pair + 1] + 1])) pair += 1;
    else signs.add(dollars[pair]);
  }
  if (signs.size === 0) return value;
  let protectedValue = '';
  let done = 0;
  for (const offset of signs) {
    protectedValue += `${value.slice(done, offset)}\\$`;
    done = offset + 1;
  }
  return protectedValue + value.slice(done);
}

function isFormula(content: string, behind: string | undefined): boolean {
  if (content.trim() === '' || balanceBraces(content) !== content) return false;
  if (/^\d/.test(content) && /\d/.test(behind ?? '')) return false;
  return /[\\^_{}=<>+|*]/.test(content) || !/\s\p{L}{2}|\p{L}{2,}\s/u.test(content);
}
