import type { ClientInit } from '@sveltejs/kit';
import { prepareArrived } from '#lib/state/arrived-datasets.ts';

/** What the page will ask of a large review is prepared in small parts; until then the picture of the server stands. */
export const init: ClientInit = prepareArrived;
