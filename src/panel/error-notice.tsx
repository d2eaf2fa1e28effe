import { messageFor, type OffcutError } from '../support';
import { useReveal } from './use-reveal';

/** What is the matter, and what to do. */
export function ErrorNotice({ error }: { readonly error: OffcutError }) {
  const { summary, nextStep } = messageFor(error);
  return (
    <div className="notice" role="alert" ref={useReveal<HTMLDivElement>()}>
      <h2>{summary}</h2>
      <p>{nextStep}</p>
    </div>
  );
}
