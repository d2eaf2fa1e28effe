/**
 * Copies all of the field's text, by the clipboard where the webview allows it, else as a keyboard would; the text is then
 * selected. False where neither was allowed.
 */
export async function copyText(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No clipboard in a page without an origin, or the webview refuses it.
    field.focus();
    field.select();
    return copySelection();
  }
}

function copySelection(): boolean {
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only other way: it needs no permission
    return document.execCommand('copy');
  } catch {
    return false;
  }
}
