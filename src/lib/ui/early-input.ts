/** What somebody chose or typed while a page could be read but did not live yet. */

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Notes every control that no longer is as the server wrote it. To be called before the page takes its controls over,
 * which puts the server's values back.
 *
 * Browsers fill controls in by themselves after a reload and on the way back. Such values are not noted, and with them
 * nothing of such a visit: the address and the drafts know better what was chosen than a browser that counts controls.
 *
 * @returns For each of these controls, what does the same to the living page: sets the value again and tells of it.
 */
export function takeEarlyInput(): (() => void)[] {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (visit?.type === 'reload' || visit?.type === 'back_forward') return [];
  const controls = document.querySelectorAll<Control>(
    'select:not([multiple]), textarea, input:not([type=hidden])',
  );
  return [...controls].filter(wasTouched).flatMap((control) => {
    const isOption = isTick(control);
    // Of radio buttons only the one that was chosen tells of it.
    if (isOption && control.type === 'radio' && !control.checked) return [];
    const { value } = control;
    const checked = isOption && control.checked;
    return () => {
      if (!control.isConnected || isLeftOpen(control)) return;
      if (isOption) control.checked = checked;
      // Files that were chosen stay chosen, and no program may choose any.
      else if (control.type !== 'file' && control.value !== value) control.value = value;
      for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
    };
  });
}

function wasTouched(control: Control): boolean {
  if (looksUntouched(control)) return false;
  // Browsers bring some values into another shape, as those of a slider: so does this fresh copy of what the server wrote.
  const copy = document.createElement('template');
  copy.innerHTML = control.outerHTML;
  const fresh = copy.content.firstElementChild as Control;
  return isTick(control) || fresh.value !== control.value;
}

/** A quick look, for pages with thousands of controls. */
function looksUntouched(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.defaultSelected ?? true;
  return isTick(control)
    ? control.checked === control.defaultChecked
    : control.value === control.defaultValue;
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

/** Text in a box with suggestions is no choice yet; where the focus has gone on, no list should open there. */
function isLeftOpen(control: Control): boolean {
  return control.role === 'combobox' && control !== document.activeElement;
}
