interface StatusLineProps {
  readonly liveImageData: number;
  readonly modalDepth: number;
  readonly violations: readonly string[];
}

/** What a desk test wants to see at a glance: leaks, open modal scopes, broken host rules. */
export function StatusLine({ liveImageData, modalDepth, violations }: StatusLineProps) {
  const latest = violations.at(-1);
  return (
    <footer className="status" aria-label="Status">
      <span className="spring" />
      {latest !== undefined && <span data-alarm>{latest}</span>}
      <span>live image data: {liveImageData}</span>
      <span>modal scopes: {modalDepth}</span>
      <span data-alarm={violations.length > 0 || undefined}>violations: {violations.length}</span>
    </footer>
  );
}
