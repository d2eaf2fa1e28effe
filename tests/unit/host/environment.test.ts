/** @jest-environment jsdom */
import { readTheme } from '../../../src/host/environment';

describe("Photoshop's theme", () => {
  afterEach(() => {
    document.documentElement.removeAttribute('style');
  });

  it.each(['lightest', 'light', 'dark', 'darkest'])('is %s when the host says so', (name) => {
    const { documentElement } = document;

    expect(readTheme({ documentElement, theme: { getCurrent: () => name } })).toBe(name);
  });

  it.each([
    ['#323232', 'darkest'],
    ['rgb(83, 83, 83)', 'dark'],
    ['#b8b8b8', 'light'],
    ['rgba(240, 240, 240, 1)', 'lightest'],
    ['#505050', 'dark'],
    ['', 'dark'],
  ])('is read from panels of colour "%s" as %s where the host does not name it', (color, name) => {
    const { documentElement } = document;
    documentElement.style.setProperty('--uxp-host-background-color', color);

    expect(readTheme({ documentElement })).toBe(name);
  });

  it('is read from the colour when the host says a name that we do not know', () => {
    const { documentElement } = document;
    documentElement.style.setProperty('--uxp-host-background-color', '#f0f0f0');

    expect(readTheme({ documentElement, theme: { getCurrent: () => 'sepia' } })).toBe('lightest');
  });
});
