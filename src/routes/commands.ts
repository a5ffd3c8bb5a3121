import type { PaletteGroup, PaletteItem } from '#lib/ui/Palette.svelte';
import { themeLabels, type Theme, type ThemeName } from '#lib/ui/theme.svelte.ts';
import { rooms } from './reviews/[review]/rooms.ts';
import { weighRooms } from './reviews/[review]/weigh/rooms.ts';

/** Something that the palette offers: a place to go to, a file to take away, or a thing to do. */
export interface Command extends PaletteItem {
  /** Other words for it. */
  alias?: string;
  href?: string;
  /** What gets the focus at that place. */
  focus?: string;
  download?: string;
  run?: () => unknown;
}

export interface Place {
  review: { slug: string } | null;
  role: 'viewer' | 'coder' | 'editor' | 'owner' | null;
  reviews: readonly { slug: string; title: string }[];
  hasAccounts: boolean;
  theme: Theme;
  showKeys: () => void;
}

/** What can be done from where the reader is, by kind; only what this reader may do. */
export function listCommands(place: Place): PaletteGroup<Command>[] {
  return [
    { title: 'Rooms', items: place.review ? listRooms(place.review.slug) : [] },
    { title: 'Do', items: [...listWork(place), ...listViews(place)] },
    { title: 'Reviews', items: listReviews(place) },
  ];
}

function listRooms(slug: string): Command[] {
  const within = weighRooms
    .filter(({ path }) => path !== '')
    .map(({ path, label }) => ({ path: `weigh${path}`, label: `Weigh: ${label.toLowerCase()}` }));
  const all = rooms.flatMap((room) => (room.path === 'weigh' ? [room, ...within] : [room]));
  return all.map(({ path, label }) => ({
    id: `room ${path}`,
    label,
    href: `/reviews/${slug}${path === '' ? '' : `/${path}`}`,
  }));
}

const exports = [
  { format: 'bibtex', label: 'BibTeX' },
  { format: 'ris', label: 'RIS' },
  { format: 'csl', label: 'CSL-JSON' },
];

function listWork({ review, role }: Place): Command[] {
  if (!review) return [];
  const base = `/reviews/${review.slug}`;
  const mayEdit = role !== 'viewer';
  const mayPublish = role === 'editor' || role === 'owner';
  return [
    ...(mayEdit
      ? [
          { id: 'import', label: 'Import references', alias: 'add upload', href: `${base}/library/import` },
          {
            id: 'new study',
            label: 'Code a new study',
            hint: 'choose its reference in the library',
            href: `${base}/library`,
            focus: '#find',
          },
        ]
      : []),
    ...(mayPublish
      ? [
          {
            id: 'publish',
            label: 'Publish an edition',
            alias: 'freeze share',
            href: `${base}/share`,
            focus: '#freeze',
          },
        ]
      : []),
    ...exports.map(({ format, label }) => ({
      id: `export ${format}`,
      label: `Export the library as ${label}`,
      alias: 'download save',
      download: `${base}/library/export?format=${format}`,
    })),
  ];
}

function listViews({ theme, hasAccounts, showKeys }: Place): Command[] {
  const others = (Object.keys(themeLabels) as ThemeName[]).filter((name) => name !== theme.current);
  return [
    ...others.map((name) => ({
      id: `theme ${name}`,
      label: themeLabels[name],
      alias: 'theme colours mode',
      run: () => theme.choose(name),
    })),
    {
      id: 'keys',
      label: 'Show the keys of this room',
      alias: 'help shortcuts keyboard',
      key: '?',
      run: showKeys,
    },
    ...(hasAccounts ? [{ id: 'sign out', label: 'Sign out', alias: 'log out leave', run: signOut }] : []),
  ];
}

function listReviews({ review, reviews }: Place): Command[] {
  const others = reviews.filter(({ slug }) => slug !== review?.slug);
  return [
    ...others.map(({ slug, title }) => ({ id: `review ${slug}`, label: title, href: `/reviews/${slug}` })),
    { id: 'reviews', label: 'All reviews', href: '/reviews' },
    { id: 'new review', label: 'Make a new review', alias: 'create', href: '/reviews', focus: '#title' },
  ];
}

/** Signing out changes something, so it is a form that is sent, as the button's is. */
function signOut(): void {
  const form = document.createElement('form');
  form.method = 'POST';
  form.action = '/sign-out';
  document.body.append(form);
  form.requestSubmit();
}
