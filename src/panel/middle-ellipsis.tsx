const TAIL_LENGTH = 9;

/** One line that gives way in its middle, so that a file's ending, where copies differ, stays in sight. */
export function MiddleEllipsis({ text }: { readonly text: string }) {
  const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  const tail = characters.slice(Math.max(1, characters.length - TAIL_LENGTH)).join('');
  return (
    <span className="middle-ellipsis">
      <span>{text.slice(0, text.length - tail.length)}</span>
      <span>{tail}</span>
    </span>
  );
}
