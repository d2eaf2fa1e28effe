interface DocumentTabsProps {
  readonly documents: readonly { readonly id: number; readonly name: string }[];
  readonly activeId: number | undefined;
  readonly onActivate: (id: number) => void;
  readonly onClose: (id: number) => void;
}

/** One tab per open document. */
export function DocumentTabs({ documents, activeId, onActivate, onClose }: DocumentTabsProps) {
  return (
    <nav className="tabs" aria-label="Documents">
      {documents.map(({ id, name }) => (
        <div key={id} className="tab" data-active={id === activeId || undefined}>
          <button
            type="button"
            aria-current={id === activeId ? 'true' : undefined}
            onClick={() => onActivate(id)}
          >
            {name}
          </button>
          <button type="button" aria-label={`Close ${name}`} onClick={() => onClose(id)}>
            ✕
          </button>
        </div>
      ))}
    </nav>
  );
}
