/**
 * Links within a published page lead to their part without taking from the address what is shown, and open a part that is folded up.
 *
 * @param isAsPublished Whether the address has nothing to lose, so that it may name the part instead.
 * @returns What ends it.
 */
export function followLinks(isAsPublished: () => boolean): () => void {
  const follow = (event: MouseEvent) => {
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
    const part = link && !isElsewhere && findPart(link.getAttribute('href')!);
    if (!part) return;
    if (isAsPublished() && !(part instanceof HTMLDetailsElement)) return;
    event.preventDefault();
    show(part);
  };
  const asked = findPart(location.hash);
  if (asked instanceof HTMLDetailsElement) show(asked);
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}

function findPart(hash: string): HTMLElement | null {
  return document.getElementById(hash.slice(1));
}

function show(part: HTMLElement): void {
  const isFold = part instanceof HTMLDetailsElement;
  if (isFold) part.open = true;
  else part.tabIndex = -1;
  (isFold ? part.querySelector('summary') : part)?.focus({ preventScroll: true });
  part.scrollIntoView({ block: 'start' });
}
