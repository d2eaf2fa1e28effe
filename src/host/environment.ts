import * as v from 'valibot';
import { type Environment, type Theme, themeSchema } from '../bridge';
import type { Uxp } from './vendor';

/** The plugin's `document`, as far as the theme is concerned. */
export interface ThemedDocument {
  readonly documentElement: Element;
  readonly theme?: UxpTheme | undefined;
}

export interface Opening {
  readonly surface: Environment['surface'];
  readonly command: Environment['command'];
}

export function describeEnvironment(uxp: Uxp, theme: Theme, opening: Opening): Environment {
  return { hostVersion: uxp.host.version, pluginVersion: uxp.versions.plugin, theme, ...opening };
}

/** Photoshop's theme by name; where the host does not name it, the nearest one to the colour of its panels. */
export function readTheme({ theme, documentElement }: ThemedDocument): Theme {
  const named = v.safeParse(themeSchema, theme?.getCurrent?.());
  if (named.success) return named.output;
  const color = getComputedStyle(documentElement).getPropertyValue('--uxp-host-background-color');
  return nearestTheme(greyOf(color));
}

/** Grey of Photoshop's panels in each theme, 0 to 255. */
const PANEL_GREY: Readonly<Record<Theme, number>> = {
  darkest: 50,
  dark: 83,
  light: 184,
  lightest: 240,
};

function nearestTheme(grey: number): Theme {
  const distance = (theme: Theme) => Math.abs(PANEL_GREY[theme] - grey);
  return themeSchema.options.reduce((best, theme) =>
    distance(theme) < distance(best) ? theme : best,
  );
}

/** Of `#535353` or `rgb(83, 83, 83)`; the panels are grey, so one channel tells. Dark when there is no colour. */
function greyOf(color: string): number {
  const hex = /^#([0-9a-f]{2})/i.exec(color.trim())?.[1];
  if (hex !== undefined) return parseInt(hex, 16);
  return Number(/^rgba?\(\s*(\d+)/.exec(color.trim())?.[1] ?? PANEL_GREY.dark);
}
