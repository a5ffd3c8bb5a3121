import type { ClientInit } from '@sveltejs/kit';

/**
 * Lets the browser breathe between reading a page's data and making the page live: of a large review each takes long
 * enough that both in one go would be felt.
 */
export const init: ClientInit = () => new Promise((resolve) => setTimeout(resolve));
