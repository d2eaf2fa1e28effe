import { useEffect, useRef } from 'react';
import type { DiagnosticsAnswer } from '../jobs';

interface DiagnosticsAnswersProps {
  readonly answers: readonly DiagnosticsAnswer[];
  /** The latest is kept in sight while more come; the first where it is false. */
  readonly showsLatest: boolean;
}

/** Every question with its answer. */
export function DiagnosticsAnswers({ answers, showsLatest }: DiagnosticsAnswersProps) {
  const list = useRef<HTMLDListElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollTop = showsLatest ? list.current.scrollHeight : 0;
  }, [answers, showsLatest]);
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
