import { page } from '$app/state';
import { readSide, writeSide, type Side } from '#lib/core/lenses/compared-sides.ts';
import type { Address } from '#lib/state/workbench.svelte.ts';
import { pageAddress } from '../../page-address.svelte.ts';

/** The part of the address bar in which one side of a comparison keeps what a reader chose. */
export function sideAddress(side: Side): Address {
  return {
    get parameters() {
      return readSide(page.url.searchParams, side);
    },
    go(parameters, how) {
      pageAddress.go(writeSide(page.url.searchParams, side, parameters), how);
    },
  };
}
