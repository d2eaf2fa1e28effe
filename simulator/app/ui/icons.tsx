/** Drawn here, because not every machine has a font with these signs. 16 × 16, in the colour of the text. */
const PATHS = {
  eye: 'M1 8c3-6 11-6 14 0-3 6-11 6-14 0Zm7-2.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  lock: 'M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7h1Zm1.5 0h3V5a1.5 1.5 0 0 0-3 0v2Z',
  group: 'M1 3h5l2 2h7v8H1V3Z',
  text: 'M3 3h10v3h-1.2L11.5 4.5H8.8V12.5l1.7.3V14h-5v-1.2l1.7-.3V4.5H4.5L4.2 6H3V3Z',
  smartObject: 'M2 2h8v3h4v9H6v-3H2V2Zm1.5 1.5v6H6V5h2.5V3.5h-5Z',
  other: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 3v10A5 5 0 0 1 8 3Z',
} as const;

export type IconName = keyof typeof PATHS;

/** `label` is what is read aloud; without one the icon only decorates. */
export function Icon({ name, label }: { readonly name: IconName; readonly label?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}
