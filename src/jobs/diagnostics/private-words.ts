import type { HostClient } from '../../bridge';
import { redact } from '../log';

/**
 * Takes everything out of another program's words that may be a person's: what looks like a name or a path, and the names
 * of the documents that are open now.
 */
export async function createScrubber(host: HostClient): Promise<(words: string) => string> {
  const documents = await host.call('listDocuments', {}).catch(() => []);
  const names = documents.flatMap(({ documentName }) => [
    documentName,
    documentName.replace(/\.\w+$/, ''),
  ]);
  // A name of a letter or two would take every such letter out of every answer, and says nothing.
  const telling = names.filter((name) => name.length >= SHORTEST_NAME);
  return (words) => {
    const withoutNames = telling.reduce((text, name) => text.replaceAll(name, '(name)'), words);
    return redact(withoutNames);
  };
}

const SHORTEST_NAME = 4;
