import { describe, expect, it } from 'vitest';
import { decodeLatex } from './decode-latex.ts';

describe('decodeLatex', () => {
  it.each([
    // Accents, in every way people write them.
    ['{\\"u}\\"{o}\\"a', 'üöä'],
    ["\\'{\\i}\\'\\i{\\'{\\i}}{\\\"\\i}", 'íííï'],
    ['\\c{c}\\c c{\\c c}', 'ççç'],
    ['\\v{S}\\v S\\k{a}\\H{o}\\u{g}\\d{t}\\={a}\\.{I}', 'ŠŠąőğṭāİ'],
    ['{\\aa}{\\AA}\\o\\O{}\\l\\L{}\\ss\\ae\\oe', 'åÅøØłŁßæœ'],
    ['\\^{\\j}', 'ĵ'],
    ['\\"{} a', 'a'],
    // Signs and ligatures.
    ['50\\% of A \\& B \\#1 \\$5 a\\_b', '50% of A & B #1 $5 a_b'],
    ["``quoted'' and `single' and children's", "“quoted” and ‘single’ and children's"],
    ['1--5, a---b, A~B', '1–5, a—b, A B'],
    ['\\textbackslash\\textasciitilde\\{\\}', '\\~{}'],
    ['\\LaTeX{} and {\\TeX}', 'LaTeX and TeX'],
    // Formatting as CSL-JSON marks it.
    [
      '\\emph{in vivo} \\textbf{b} \\textsc{c}',
      '<i>in vivo</i> <b>b</b> <span style="font-variant:small-caps;">c</span>',
    ],
    ['{\\em a} {\\bf b} {\\it c\\/}', '<i>a</i> <b>b</b> <i>c</i>'],
    ['1\\textsuperscript{st} H\\textsubscript{2}O', '1<sup>st</sup> H<sub>2</sub>O'],
    ['\\textit{a \\textbf{b}}', '<i>a <b>b</b></i>'],
    ['{UK} {{Policy}}', 'UK Policy'],
    // Mathematics stays legible.
    ['CO$_2$ and $^{13}$C and $x_{i+1}$', 'CO₂ and ¹³C and x<sub>i+1</sub>'],
    ['$\\alpha \\leq \\beta \\times 5\\%$', 'α≤β×5%'],
    ['$\\mathcal{O}(n \\log n)$ in $\\mathbb{R}^n$', 'O(n log n) in ℝⁿ'],
    ['$\\frac{a}{b}$ $\\frac12$ $\\sqrt{x}$ $\\hat x$', 'a/b 1/2 √x x̂'],
    ['$$x^2$$ and \\(y^2\\) and \\ensuremath{\\gamma}', 'x² and y² and γ'],
    ['p$<$0.05', 'p<0.05'],
    // Dollars that are money.
    ['from $5 to $10', 'from $5 to $10'],
    ['costs $50 million', 'costs $50 million'],
    // What is broken or unknown keeps its words.
    ['\\emph{a', '<i>a</i>'],
    ['a} b {c', 'a b c'],
    ['\\unknown{words} \\SceX', 'words \\SceX'],
    ['\\foreignlanguage{german}{Stra{\\ss}e} \\href{http://x}{here}', 'Straße here'],
    ['a\\', 'a'],
    ['$', '$'],
    // Other people's markup.
    ['A &amp; B {\\&}amp; C', 'A & B & C'],
    ['H<inf>2</inf>O <em>x</em>', 'H<sub>2</sub>O <i>x</i>'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a\n   b', 'a b'],
  ])('%s', (latex, text) => {
    expect(decodeLatex(latex)).toBe(text);
  });
});
