import { useEffect, useRef } from 'react';
import type { DiagnosticsAnswer } from '../jobs';

/** Every question with its answer; the latest is in sight while more come. */
export function DiagnosticsAnswers({
  answers,
}: {
  readonly answers: readonly DiagnosticsAnswer[];
}) {
  const list = useRef<HTMLDListElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [answers]);
  return (
    // A person with a keyboard scrolls it by the arrow keys.
    <dl className="answers" ref={list} tabIndex={0} aria-label="Answers">
      {answers.map(({ id, question, kind, words }) => (
        <div key={id}>
          <dt>
            <span className="answer-id">{id}</span> {question}
          </dt>
          <dd className={kind === 'refused' ? 'answer-refused' : undefined}>
            {kind === 'refused' ? `Refused: ${words}` : words}
          </dd>
        </div>
      ))}
    </dl>
  );
}
