/**
 * JSON with the keys of objects in the order of their code units and without white space, so that equal values have equal
 * bytes (RFC 8785, without its rules for numbers that JSON.stringify does not follow already).
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
