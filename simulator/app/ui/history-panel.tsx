interface HistoryPanelProps {
  readonly names: readonly string[];
  /** Index of the state that the document is in. */
  readonly index: number;
  readonly onGoTo: (index: number) => void;
}

/** The document's history states; a click goes to one. */
export function HistoryPanel({ names, index: current, onGoTo }: HistoryPanelProps) {
  return (
    <section className="panel history" aria-label="History">
      <h2>History</h2>
      <ol>
        {names.map((name, index) => (
          <li
            key={index}
            data-current={index === current || undefined}
            data-undone={index > current || undefined}
          >
            <button
              type="button"
              aria-current={index === current ? 'step' : undefined}
              onClick={() => onGoTo(index)}
            >
              {name}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
