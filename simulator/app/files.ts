import type { Desk } from './desk';

/** File › Open…: the browser's file picker. */
export function pickFiles(desk: Desk): void {
  const picker = document.createElement('input');
  picker.type = 'file';
  picker.multiple = true;
  picker.accept = '.psd,.psb,.png,.jpg,.jpeg';
  picker.addEventListener('change', () => void openFiles(desk, [...(picker.files ?? [])]));
  picker.click();
}

/** Opens files one after another, so that the last one is active at the end. */
export async function openFiles(desk: Desk, files: readonly File[]): Promise<void> {
  for (const file of files)
    await desk.openFile(file.name, new Uint8Array(await file.arrayBuffer()));
}

/** File › Save as PSD: the browser downloads the file. */
export async function downloadPsd({ photoshop }: Desk, documentId: number): Promise<void> {
  const bytes = await photoshop.user.savePsd(documentId);
  const found = photoshop.inspect.documents().find(({ id }) => id === documentId);
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${found?.name.replace(/\.\w+$/, '') ?? 'Document'}.psd`;
  link.click();
  URL.revokeObjectURL(address);
}
