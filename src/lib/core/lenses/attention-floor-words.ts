/** The attention floors of a factor in words: what each asks, and what it means where they disagree. */
import type { Interval } from '../stats/proportion-intervals.ts';
import { agree, lowerFirst, percent, percentRange } from '../words.ts';
import type { AttentionFloor } from './attention-floors.ts';

type Place = 'less' | 'as much' | 'more';

function placeOf(share: number, [low, high]: Interval): Place {
  if (share < low - 1e-12) return 'less';
  return share > high + 1e-12 ? 'more' : 'as much';
}

/** "26–31 %"; a narrow range is "about 1 %". */
function rangeWords(range: Interval): string {
  const [low, high] = range.map(percent);
  return low === high ? `about ${low}` : percentRange(range);
}

const than = (place: Place) => (place === 'as much' ? 'as much as' : `${place} than`);
const strength = (place: Place) => (place === 'less' ? 'weaker' : 'stronger');

/** Sentences on a factor's share of *supported*; none where the floors are not known. */
export function floorSentences(share: number, { within, between }: AttentionFloor, label: string): string[] {
  if (!within || !between) return [];
  const name = lowerFirst(label);
  const it = agree(label, 'it', 'they');
  const places = { within: placeOf(share, within), between: placeOf(share, between) };
  const has = agree(label, 'carries', 'carry');
  return [
    `Within studies: were what each study carries dealt anew over the factors that it names, ${name} would have ${rangeWords(within)} of what is supported. With ${percent(share)} ${it} ${has} ${than(places.within)} the factors named beside ${agree(label, 'it', 'them')}.`,
    `Between studies: were it dealt over all studies, ${name} would have ${rangeWords(between)}. With ${percent(share)} ${it} ${has} ${than(places.between)} attention alone would bring.`,
    compareFloors(places, label),
  ];
}

function compareFloors({ within, between }: { within: Place; between: Place }, label: string): string {
  const it = agree(label, 'it is', 'they are');
  if (within === between) {
    return within === 'as much'
      ? 'The two agree: neither tells this share from what attention alone would bring.'
      : `The two agree: the evidence carries ${within} than attention alone would bring, also within the same studies.`;
  }
  if (within === 'as much') {
    return `The two disagree: the difference lies between studies. Beside the factors of the same studies nothing is amiss, but ${it} named in ${strength(between)} studies than others.`;
  }
  const own = `the claims about ${agree(label, 'it', 'them')} are ${strength(within)} than others of the same studies`;
  return between === 'as much'
    ? `The two disagree: the difference lies within studies. There ${own}; over all studies that does not show.`
    : `The two disagree: ${own}, in studies that are ${strength(between)} than others.`;
}
