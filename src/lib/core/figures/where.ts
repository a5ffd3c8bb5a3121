import type { Place, Places } from '../lenses/where-when.ts';
import { notStated } from '../lenses/choices.ts';
import { decimals, list, lowerFirst, studies as studiesWord } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import { drawRowName } from './row-name.ts';
import type { Mark, Scene } from './scene.ts';
import { textWidth } from './text-width.ts';

const rowHeight = 28;
/** More countries than these are counted together. */
const mostRows = 24;

/** Studies by country as bars; what does not say where is hatched. */
export function whereScene({ places: found, width }: { places: Places; width: number }): Scene {
  const { places, studies, several } = found;
  if (studies === 0) {
    return emptyScene(
      'where',
      'No claim passes these filters',
      'Take a filter or a switch back to see studies.',
      width,
    );
  }
  const shown = places.slice(0, mostRows);
  const rest = places.slice(mostRows);
  const names = Math.min(180, width * 0.36);
  const left = names + 12;
  const words = (place: Place) =>
    Math.abs(place.weight - place.studies) < 1e-9
      ? String(place.studies)
      : `${place.studies}, counted ${decimals(place.weight, 1)}`;
  const room = Math.max(...shown.map((place) => textWidth(words(place), 11))) + 10;
  const most = Math.max(...shown.map(({ weight }) => weight));
  const unit = (width - left - room) / most;
  const marks = shown.flatMap((place, at): Mark[] => {
    const y = 4 + at * rowHeight;
    const middle = y + rowHeight / 2;
    const series = `place-${place.country}`;
    const isSilent = place.country === notStated;
    const length = Math.max(1.5, place.weight * unit);
    return [
      ...drawRowName({
        key: `name-${series}`,
        label: place.label,
        isFocal: false,
        isQuiet: isSilent,
        width: names,
        y: middle,
        series,
      }),
      {
        key: `bar-${series}`,
        kind: 'rect',
        x: left,
        y: y + 6,
        width: length,
        height: rowHeight - 12,
        tone: 'quiet',
        ...(isSilent && { hatched: true }),
        series,
      },
      {
        key: `count-${series}`,
        kind: 'text',
        x: left + length + 6,
        y: middle + 4,
        text: words(place),
        tone: 'ink',
        size: 11,
        series,
      },
      {
        key: `target-${series}`,
        kind: 'target',
        x: 0,
        y: y + 1,
        width,
        height: rowHeight - 2,
        opens: place.opens,
        name: `${place.label}: ${studiesWord(place.studies)}${place.parts.length === 0 ? '' : `, of these ${list(place.parts)}`}`,
        series,
      },
    ];
  });
  return {
    name: 'where',
    title: whereTitle(found),
    subtitle: `Studies by country. ${studiesWord(studies)}.`,
    summary: `${shown
      .slice(0, 3)
      .map(({ label, studies: k }) => `${label} ${k}`)
      .join(', ')}, of ${studiesWord(studies)}.`,
    caption: [
      several === 0
        ? 'No study names more than one country.'
        : `${studiesWord(several)} in more than one country ${several === 1 ? 'counts' : 'count'} in each of them by an equal part.`,
      ...shown
        .filter(({ parts }) => parts.length > 0)
        .map(({ label, parts }) => `${label}: of these ${list(parts)}.`),
      rest.length === 0
        ? ''
        : `${rest.length} more places with ${studiesWord(rest.reduce((sum, place) => sum + place.studies, 0))} are in the table.`,
    ].filter(Boolean),
    width,
    height: 8 + shown.length * rowHeight,
    marks,
    table: {
      columns: [
        { label: 'Country', isNumber: false },
        { label: 'Studies', isNumber: true },
        { label: 'Counted', isNumber: true },
      ],
      rows: places.map(({ label, studies: k, weight }) => [label, k, weight]),
    },
  };
}

function whereTitle({ places, studies }: Places): string {
  const stated = places.filter(({ country }) => country !== notStated);
  const silent = places.find(({ country }) => country === notStated)?.studies ?? 0;
  const [first] = stated;
  if (!first) return 'No study here says where it was done';
  const quiet = silent === 0 ? '' : `; ${silent} ${silent === 1 ? 'does' : 'do'} not say where`;
  const isMost = stated.length > 1 && stated[1].weight < first.weight;
  return `${first.studies} of ${studiesWord(studies)} ${first.studies === 1 ? 'is' : 'are'} from ${placeName(first.label)}${isMost ? ', more than from any other place' : ''}${quiet}`;
}

/** Names of countries keep their capital; what is no country does not. */
function placeName(label: string): string {
  if (label.startsWith('United')) return `the ${label}`;
  return /^(International|Several|Not |Multiple|Other|Various)/.test(label) ? lowerFirst(label) : label;
}
