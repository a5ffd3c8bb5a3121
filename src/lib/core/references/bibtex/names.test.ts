import { describe, expect, it } from 'vitest';
import { readNames } from './names.ts';

const berg = { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' };

describe('readNames', () => {
  it.each([
    ['First Last', [{ given: 'First', family: 'Last' }]],
    ['Last, First M.', [{ family: 'Last', given: 'First M.' }]],
    ['Jan van der Berg', [berg]],
    ['van der Berg, Jan', [berg]],
    ['{van der Berg}, Jan', [{ family: 'van der Berg', given: 'Jan' }]],
    [
      "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
      [{ given: 'Charles Louis Xavier Joseph', 'non-dropping-particle': 'de la', family: 'Vallée Poussin' }],
    ],
    ['King, Jr., Martin Luther', [{ family: 'King', suffix: 'Jr.', given: 'Martin Luther' }]],
    ['{World Bank}', [{ literal: 'World Bank' }]],
    ['{Bausch and Lomb} and {World Bank}', [{ literal: 'Bausch and Lomb' }, { literal: 'World Bank' }]],
    ['{Barnes \\& Noble}', [{ literal: 'Barnes & Noble' }]],
    ['A, B and others', [{ family: 'A', given: 'B' }, { literal: 'others' }]],
    ['Weiss, E. et al.', [{ family: 'Weiss', given: 'E.' }, { literal: 'others' }]],
    [
      'A, B AND C, D',
      [
        { family: 'A', given: 'B' },
        { family: 'C', given: 'D' },
      ],
    ],
    [
      'A, B and\n   C, D',
      [
        { family: 'A', given: 'B' },
        { family: 'C', given: 'D' },
      ],
    ],
    ['Plato', [{ family: 'Plato' }]],
    ['Anders Sand', [{ given: 'Anders', family: 'Sand' }]],
    ['M{\\"u}ller, J{\\"o}rg', [{ family: 'Müller', given: 'Jörg' }]],
    ['{\\O}stergaard, {\\AA}ge', [{ family: 'Østergaard', given: 'Åge' }]],
    ["Mu\\~{n}oz, Jos\\'{e}", [{ family: 'Muñoz', given: 'José' }]],
    ["Mart{\\'\\i}nez, I.~J.", [{ family: 'Martínez', given: 'I. J.' }]],
    ["{\\'E}mile Zola", [{ given: 'Émile', family: 'Zola' }]],
    [
      '{\\noopsort{beauvoir}}de Beauvoir, Simone',
      [{ 'non-dropping-particle': 'de', family: 'Beauvoir', given: 'Simone' }],
    ],
    [
      'family=Duchamp, given=Philippe, given-i={Ph}, prefix=de',
      [{ given: 'Philippe', 'non-dropping-particle': 'de', family: 'Duchamp' }],
    ],
    ['Smith, John,', [{ family: 'Smith', given: 'John' }]],
    ['and A, B and', [{ family: 'A', given: 'B' }]],
    ['<script>alert(1)</script>, Eve', [{ family: '<script>alert(1)</script>', given: 'Eve' }]],
    ['', []],
    [' and ', []],
  ])('reads %s', (list, names) => {
    expect(readNames(list)).toEqual({ names, repair: undefined });
  });

  it.each([
    ['Oliveira, Rosmari,  Viviani, Luciana', ['Oliveira', 'Viviani']],
    ['Smith, A.; Jones, B.; Lee, C.', ['Smith', 'Jones', 'Lee']],
    ['Smith, A. \\& Jones, B.', ['Smith', 'Jones']],
    ['Miller, D., Firby, J. and Dean, T.', ['Miller', 'Firby', 'Dean']],
  ])('takes %s apart and says so', (list, families) => {
    const { names, repair } = readNames(list);
    expect(names.map(({ family }) => family)).toEqual(families);
    expect(repair).toMatch(/separated by/);
  });

  it('opens the second pair of braces that Web of Science puts around lists', () => {
    expect(readNames('{Chova, LG and Martinez, AL}').names.map(({ family }) => family)).toEqual([
      'Chova',
      'Martinez',
    ]);
  });
});
