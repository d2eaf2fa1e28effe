/** A list of the DOM: an array that also finds by name. */
export type Collection<T> = readonly T[] & { getByName(name: string): T | null };

export function toCollection<T extends { readonly name: string }>(
  members: readonly T[],
): Collection<T> {
  return Object.assign([...members], {
    getByName: (name: string) => members.find((member) => member.name === name) ?? null,
  });
}
