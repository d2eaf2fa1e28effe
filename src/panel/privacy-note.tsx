/** The proof is in the manifest: it asks for no network permission. */
export function PrivacyNote() {
  return <p className="quiet privacy">Works offline. Nothing leaves this computer.</p>;
}
