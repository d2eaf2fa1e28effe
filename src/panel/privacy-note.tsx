/** The proof is in the manifest: it asks for no network permission. Short, to stay on one line in the narrowest panel. */
export function PrivacyNote() {
  return <p className="quiet foot">Works offline. Uploads nothing.</p>;
}
