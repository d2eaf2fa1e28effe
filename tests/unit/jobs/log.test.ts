import { Log } from '../../../src/jobs';

describe('the log of a page', () => {
  it('keeps plain lines with the time since the start, and passes each on', () => {
    const written: string[] = [];
    let now = 0;
    const log = new Log({ now: () => now, write: (line) => written.push(line) });

    log.add('first');
    now = 12_345;
    log.add('second');

    expect(log.lines).toEqual(['0.00 s: first', '12.35 s: second']);
    expect(written).toEqual(log.lines);
  });

  it('keeps the last 200 lines', () => {
    const log = new Log({ now: () => 0 });
    for (let line = 0; line < 250; line++) log.add(String(line));

    expect(log.lines).toHaveLength(200);
    expect(log.lines[0]).toBe('0.00 s: 50');
    expect(log.lines.at(-1)).toBe('0.00 s: 249');
  });

  it('makes one short line of any message', () => {
    const log = new Log({ now: () => 0 });

    log.add(`one\n  two\r\n${'long '.repeat(1000)}`);

    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatch(/^0\.00 s: one two long/);
    expect(log.lines[0]!.length).toBeLessThan(450);
  });

  it('tells who listens, until they no longer want to know', () => {
    const log = new Log({ now: () => 0 });
    const heard: number[] = [];
    const end = log.subscribe(() => heard.push(log.lines.length));

    log.add('one');
    end();
    log.add('two');

    expect(heard).toEqual([1]);
  });
});

describe('what the log leaves out', () => {
  it.each([
    [
      'a path of Windows',
      'Cannot open C:\\Users\\Ann Lee\\Pictures\\holiday.psd',
      /Ann|Lee|holiday/,
    ],
    ['a path of a share', 'Cannot open \\\\server\\eve\\a.tif', /server|eve/],
    ['a path with forward slashes', 'Cannot open C:/Users/Ann/a.psd', /Ann/],
    ['a path of macOS', 'ENOENT: /Users/ann/Desktop/secret.psd', /ann|secret/],
    [
      'a path with blanks',
      'Cannot open /Users/ann lee/My Secret Shoot.psd now',
      /lee|Secret|Shoot/,
    ],
    ['a path of Windows with blanks', 'At D:\\My Shoot\\the sea at dawn.tif it ended', /sea|dawn/],
    ['a path over two lines', 'Cannot open /Users/ann/My\nSecret Shoot.psd', /Secret|Shoot/],
    ['a home folder', 'in ~/ann/holiday.jpg', /ann|holiday/],
    ['a file’s address', 'file:///Users/ann/secret.psd failed', /ann|secret/],
    ['a picture in a message', 'data:image/png;base64,iVBORw0KGgo= is odd', /iVBOR/],
    ['a document’s name in quotes', 'Photoshop refused: “Ann at the sea” is locked', /Ann|sea/],
    ['a name in straight quotes', 'The document "Ann at the sea" is gone', /Ann|sea/],
    ['a file’s name', 'The file ann-2024.psd is gone', /ann/],
  ])('is %s', (_name, text, secret) => {
    const log = new Log({ now: () => 0 });

    log.add(text);

    expect(log.lines[0]).not.toMatch(secret);
  });

  it('is nothing that helps: the rest of a message, our own files, numbers and times', () => {
    const log = new Log({ now: () => 0 });
    const text =
      'session-failed: [WebGPU] Conv at 1/2, models/isnet.onnx, 3.5 MB, driver nvidia ampere, Chrome/128, ORT 1.30.0';

    log.add(text);

    expect(log.lines[0]).toBe(`0.00 s: ${text}`);
  });
});
